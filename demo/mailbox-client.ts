/** The demo mailbox's own script: opens the chosen row in the preview. */

const environment: Record<string, string> = {};
Object.assign(globalThis, {
  rcmail: { set_env: (values: Record<string, string>) => Object.assign(environment, values) },
});

function openRow(row: HTMLElement): void {
  const frame = document.querySelector<HTMLIFrameElement>('#messagecontframe');
  const href = row.dataset.href;
  if (!frame || !href) return;
  for (const other of document.querySelectorAll('#messagelist tr.selected')) other.classList.remove('selected');
  row.classList.add('selected');
  row.classList.remove('unread');
  frame.hidden = false;
  document.querySelector<HTMLElement>('.preview .hint')?.remove();
  frame.contentWindow?.location.replace(href);
}

const rowAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('#messagelist tr.message') : null;

addEventListener('click', (event) => {
  const row = rowAt(event.target);
  if (!row) return;
  // The name is a mailto: link; in a list a click opens the message.
  event.preventDefault();
  openRow(row);
});
addEventListener('keydown', (event) => {
  const row = rowAt(event.target);
  if (!row) return;
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Enter: row }[event.key];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
  openRow(next);
});
