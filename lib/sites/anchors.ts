import type { AnchorKind } from '../domain/sighting.ts';
import { first, type PageSource, pathId } from './fits.ts';
import type { Anchor, Ladder, Take } from './recipe.ts';
import { clean } from './text.ts';

/** A fact with the anchor it rests on. */
export interface Fact<T> {
  value: T;
  anchor: string;
  kind: AnchorKind;
  sure: number;
}

/** What must stay as it is for a sighting to hold: asked again, the anchor gives the same text. */
export interface Witness {
  readonly anchor: Anchor;
  readonly element: Element | undefined;
  readonly raw: string | null | undefined;
}

/** One read of one document: where it looks, and what it rested on. */
export interface Reader {
  readonly page: PageSource;
  readonly language: string;
  readonly witnesses: Witness[];
}

type Scope = Document | Element;

/** All elements for a selector; a selector the browser refuses finds none. */
export function all(scope: Scope, selector: string): Element[] {
  try {
    return [...scope.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** Text of an element without the parts that match `without`. */
function textOf(element: Element, without?: string): string {
  const direct = without === undefined ? undefined : all(element, without);
  if (!direct?.length) return element.textContent ?? '';
  const copy = element.cloneNode(true) as Element;
  for (const part of all(copy, without ?? '')) part.remove();
  return copy.textContent ?? '';
}

/** What relative links are relative to. */
function baseOf(page: PageSource): string {
  const base = first(page.document, 'base[href]')?.getAttribute('href');
  return (base && URL.parse(base, page.url)?.href) || page.url;
}

/** A form control's value: a select's is its chosen option's text. */
function controlValue(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  if (element.localName === 'select') return (element as HTMLSelectElement).selectedOptions[0]?.text;
  return element.localName === 'input' || element.localName === 'textarea'
    ? (element as HTMLInputElement | HTMLTextAreaElement).value
    : undefined;
}

function takeFrom(take: Take, element: Element | undefined, page: PageSource): string | undefined {
  switch (take.as) {
    case 'params':
    case 'path': {
      const link = element ? element.getAttribute('href') : page.url;
      const address = link === null ? null : URL.parse(link, baseOf(page));
      if (!address || address.origin !== URL.parse(page.url)?.origin) return undefined;
      if (take.as === 'path') return pathId(address, take.end) || undefined;
      const values = take.names.map((name) => address.searchParams.get(name));
      return values.every(Boolean) ? values.join('#') : undefined;
    }
    case 'script':
      return scriptValue(page.document, take.after, take.key);
    case 'text':
      return element && textOf(element, take.without);
    case 'attr':
      return element?.getAttribute(take.name) ?? undefined;
    case 'mailto': {
      const link = element?.getAttribute('href')?.trim() ?? '';
      if (!/^mailto:/i.test(link)) return undefined;
      try {
        return decodeURIComponent(link.slice(7).split('?')[0] ?? '');
      } catch {
        return undefined;
      }
    }
    case 'property':
      return controlValue(element);
    case 'properties':
      return element && take.of.map((selector) => controlValue(first(element, selector)) ?? '').join(' ');
    case 'class': {
      const known = element ? [...element.classList].filter((name) => Object.hasOwn(take.map, name)) : [];
      return known.length === 1 ? take.map[known[0] ?? ''] : undefined;
    }
  }
}

/** A text value out of the JSON object behind `after` in one of the document's inline scripts. The script is read, never run. */
function scriptValue(document: Document, after: string, key: string): string | undefined {
  for (const script of document.scripts) {
    if (script.src) continue;
    const text = script.text;
    const start = text.indexOf(after);
    if (start < 0 || text.length > 500_000) continue;
    const field = text.indexOf(`"${key}":"`, start + after.length);
    if (field < 0) continue;
    const literal = /"(?:[^"\\]|\\.){0,2000}"/y;
    literal.lastIndex = field + key.length + 3;
    try {
      return JSON.parse(literal.exec(text)?.[0] ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function trimmed(element: Element | undefined): string {
  return clean(element?.textContent, 200)?.replace(/\s*[:：]$/, '') ?? '';
}

function cellUnder(row: Scope, headings: readonly string[]): Element[] {
  if (!('closest' in row)) return [];
  const heads = all(row.closest('table') ?? row, 'thead tr:first-of-type > th');
  const index = heads.findIndex((head) => headings.includes(trimmed(head)));
  const cell = index < 0 ? undefined : row.children[index];
  return cell ? [cell] : [];
}

/** The elements an anchor points at; `[undefined]` where it speaks of the page's address or script. */
function locate(reader: Reader, scope: Scope, anchor: Anchor): (Element | undefined)[] {
  const { document } = reader.page;
  if (anchor.same) {
    const [one, other] = anchor.same.map((selector) => trimmed(all(document, selector).at(-1)));
    if (!one || one !== other) return [];
  }
  const root = anchor.page ? document : scope;
  let found: Element[];
  if (anchor.column) {
    found = cellUnder(root, anchor.column);
    if (anchor.selector) found = found.flatMap((cell) => all(cell, anchor.selector ?? ''));
  } else if (anchor.selector) found = all(root, anchor.selector);
  else if (anchor.take.as === 'params' || anchor.take.as === 'path' || anchor.take.as === 'script') return [undefined];
  else found = 'closest' in root ? [root] : [];

  const { where, inside } = anchor;
  if (where) {
    found = found.filter((element) => {
      const part = where.selector ? first(element, where.selector) : element;
      if (where.anyOf && !where.anyOf.includes(trimmed(part))) return false;
      let at = 0;
      const text = where.inOrder && part ? (part.textContent ?? '') : '';
      return (where.inOrder ?? []).every((word) => {
        const next = text.indexOf(word, at);
        at = next + word.length;
        return next >= 0;
      });
    });
  }
  if (anchor.only && found.length > 1) return [];
  return inside ? found.flatMap((element) => first(element, inside) ?? []) : found;
}

/**
 * Climbs a ladder: the first anchor with a value that `parse` accepts wins. A later anchor of equal rank in the page's
 * machinery (address, attribute) that says something else makes the fact absent: the page contradicts itself.
 */
export function climb<T>(
  reader: Reader,
  scope: Scope,
  ladder: Ladder | undefined,
  parse: (text: string) => T | undefined,
  witness = false,
): Fact<T> | undefined {
  let best: Fact<T> | undefined;
  for (const anchor of ladder ?? []) {
    const machine = anchor.kind === 'url' || anchor.kind === 'machine';
    if (best && !(machine && (best.kind === 'url' || best.kind === 'machine'))) continue;
    const hit = tryAnchor(reader, scope, anchor, parse);
    if (!hit) continue;
    if (!best) {
      best = { value: hit.value, anchor: anchor.id, kind: anchor.kind, sure: anchor.sure };
      if (witness)
        reader.witnesses.push({ anchor, element: hit.element, raw: rawOf(anchor.take, hit.element, reader.page) });
    } else if (hit.value !== best.value) return undefined;
  }
  return best;
}

function tryAnchor<T>(reader: Reader, scope: Scope, anchor: Anchor, parse: (text: string) => T | undefined) {
  for (const element of locate(reader, scope, anchor)) {
    const text = takeFrom(anchor.take, element, reader.page);
    const value = text ? parse(text) : undefined;
    if (text && value !== undefined) return { value, element };
  }
  return undefined;
}

/** Whether a witness still says what it said. Asked after every change of the page: looks, and works nothing out. */
export function holds(page: PageSource, { anchor, element, raw }: Witness): boolean {
  return (element?.isConnected ?? true) && rawOf(anchor.take, element, page) === raw;
}

function rawOf(take: Take, element: Element | undefined, page: PageSource): string | null | undefined {
  if (!element) return takeFrom(take, element, page);
  switch (take.as) {
    case 'attr':
      return element.getAttribute(take.name);
    case 'mailto':
    case 'path':
    case 'params':
      return element.getAttribute('href');
    case 'text':
      return element.textContent;
    case 'class':
      return element.getAttribute('class');
    case 'property':
    case 'properties':
    case 'script':
      return takeFrom(take, element, page);
  }
}
