/**
 * What a page finds out by each of its means. Runs in the page, whole: it may call nothing outside itself.
 * @returns for each means everything it gave, as text
 */
export async function snoop(words: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const note = (means: string, text: unknown) => {
    found[means] = `${found[means] ?? ''}\n${String(text)}`;
  };
  const page = globalThis as unknown as {
    find(text: string, caseSensitive: boolean, backwards: boolean, wrap: boolean): boolean;
    snooped?: { records: string[]; roots: number; copied: string[] };
  };
  const selection = () => getSelection() as Selection;

  for (const word of words) {
    selection().removeAllRanges();
    if (page.find(word, false, false, true)) note('window.find', `${word} ${selection().toString()}`);
  }
  for (const mode of ['off', 'on'] as const) {
    document.designMode = mode;
    document.execCommand('selectAll');
    note(`selectAll, design mode ${mode}`, selection().toString());
    document.execCommand('copy');
    note(`selectAll, design mode ${mode}`, selection().rangeCount > 0 ? selection().getRangeAt(0).toString() : '');
  }
  document.designMode = 'off';
  note('copy', page.snooped?.copied.join('\n') ?? '');
  selection().removeAllRanges();
  selection().selectAllChildren(document.documentElement);
  note('selection', selection().toString());
  for (const unit of ['word', 'line', 'documentboundary']) selection().modify('extend', 'forward', unit);
  note('selection', selection().toString());
  const range = document.createRange();
  range.selectNode(document.documentElement);
  note('range', `${range.toString()} ${range.cloneContents().textContent}`);
  selection().removeAllRanges();

  note('innerText', document.documentElement.innerText);
  note('textContent', document.documentElement.textContent);
  note('outerHTML', document.documentElement.outerHTML);
  note('serializer', new XMLSerializer().serializeToString(document));
  const withRoots = document.documentElement as unknown as { getHTML?(options: object): string };
  note('getHTML', withRoots.getHTML?.({ serializableShadowRoots: true }) ?? '');
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    note('every element', `${element.shadowRoot?.textContent ?? ''} ${element.innerText ?? ''} ${element.title ?? ''}`);
    for (const { name, value } of element.attributes) note('attributes', `${name}=${value}`);
    const named = element as unknown as { computedName?: string; ariaLabel?: string | null };
    note('accessible names', `${named.computedName ?? ''} ${named.ariaLabel ?? ''}`);
    for (const pseudo of ['::before', '::after']) note('styles', getComputedStyle(element, pseudo).content);
    const internals = element as unknown as { contentDocument?: Document | null; contentWindow?: Window | null };
    note('frames', `${internals.contentDocument?.body?.textContent ?? ''} ${internals.contentWindow ? 'window' : ''}`);
  }
  note('frames', `length ${window.length}`);
  for (const word of words) {
    const by = `[title*="${word}" i], [aria-label*="${word}" i], [value*="${word}" i], :has([title*="${word}" i])`;
    if (document.querySelector(by)) note('selectors', word);
  }
  const carets = document as unknown as {
    caretPositionFromPoint?(x: number, y: number): { offsetNode: Node } | null;
    caretRangeFromPoint?(x: number, y: number): Range | null;
  };
  for (let x = 20; x < innerWidth; x += 60) {
    for (let y = 20; y < innerHeight; y += 40) {
      for (const element of document.elementsFromPoint(x, y)) note('points', element.textContent);
      note('carets', carets.caretPositionFromPoint?.(x, y)?.offsetNode.textContent ?? '');
      note('carets', carets.caretRangeFromPoint?.(x, y)?.startContainer.textContent ?? '');
    }
  }
  for (const entry of performance.getEntries()) note('performance', JSON.stringify(entry));
  note('media', `${matchMedia('print').matches} ${document.body.innerText}`);
  note('globals', Object.getOwnPropertyNames(globalThis).join(' '));
  note('storage', `${JSON.stringify({ ...localStorage })} ${JSON.stringify({ ...sessionStorage })} ${document.cookie}`);
  note('mutations', page.snooped?.records.join('\n') ?? '');
  note('shadow roots', `caught ${page.snooped?.roots ?? 'none watched'}`);
  return found;
}

/** Put into the page's head: watches everything from the first moment on, before any of our scripts runs. */
export const WATCHER = `<style>@media print { body { background: url(/printed) } }</style><script>
  window.snooped = { records: [], roots: 0, copied: [], events: [] };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) { snooped.roots += 1; return attach.apply(this, given); };
  for (const name of ['append', 'appendChild', 'prepend', 'setAttribute']) {
    for (const owner of [Element.prototype, Node.prototype]) {
      const kept = owner[name];
      if (!Object.hasOwn(owner, name)) continue;
      owner[name] = function (...given) {
        snooped.records.push(name + ' ' + given.map((one) => one?.outerHTML ?? String(one)).join(' '));
        return kept.apply(this, given);
      };
    }
  }
  new MutationObserver((records) => {
    for (const record of records) {
      snooped.records.push([record.target.textContent, record.oldValue, record.attributeName,
        ...Array.from(record.addedNodes, (node) => node.outerHTML ?? node.textContent),
        ...Array.from(record.removedNodes, (node) => node.outerHTML ?? node.textContent)].join(' '));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true, attributeOldValue: true, characterDataOldValue: true });
  addEventListener('copy', (event) => snooped.copied.push(getSelection().toString() + event.clipboardData.getData('text/plain')), true);
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'paste', 'compositionstart',
    'compositionupdate', 'compositionend', 'focusin', 'focusout', 'selectionchange', 'textInput']) {
    for (const target of [window, document]) {
      target.addEventListener(type, (event) => snooped.events.push(type + ' ' + (event.key ?? event.data ?? '')), true);
    }
  }
</script>`;
