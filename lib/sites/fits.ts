import type { UrlShape } from './recipe.ts';

// Whether there is anything to read in a document at all: all that a script in every page of a site needs to know of
// recipes. The reading itself is only brought in where this says yes.

/** The document a recipe is read against. */
export interface PageSource {
  readonly document: Document;
  readonly url: string;
  /** Whether the document is the tab's, not a frame's. */
  readonly isTop: boolean;
}

/** What of a recipe says where it applies. */
export interface Signs {
  readonly id: string;
  readonly matches: readonly string[];
  readonly probe?: { readonly all: readonly string[]; readonly any: readonly string[] } | undefined;
  readonly views: readonly {
    readonly frame: 'top' | 'child' | 'any';
    readonly when: { readonly url?: UrlShape | undefined };
  }[];
}

/** The signs of a recipe without the rest of it. */
export function signsOf({ id, matches, probe, views }: Signs): Signs {
  return { id, matches, probe, views: views.map(({ frame, when: { url } }) => ({ frame, when: { url } })) };
}

/** The first recipe for this page: by its origin, or by the signs of self-hosted software in its document. */
export function pickRecipe<S extends Signs>(recipes: readonly S[], page: PageSource): S | undefined {
  return recipes.find((recipe) => {
    if (recipe.matches.some((pattern) => fitsOrigin(pattern, page.url))) return true;
    const { probe } = recipe;
    if (!probe || probe.all.length + probe.any.length === 0) return false;
    const there = (selector: string) => first(page.document, selector) !== undefined;
    // The alternatives first: they are ids as a rule, and found without a walk through the whole document.
    return (probe.any.length === 0 || probe.any.some(there)) && probe.all.every(there);
  });
}

/** Whether an address is of the site that an origin pattern of a recipe names. */
export function fitsOrigin(pattern: string, url: string): boolean {
  const address = URL.parse(url);
  const [scheme, host = ''] = pattern.split('://');
  if (!address || address.protocol !== `${scheme}:`) return false;
  return host.startsWith('*.') ? address.host.endsWith(host.slice(1)) : address.host === host;
}

/** Whether the address alone leaves it open that a view shows in this document. */
export function mayShow({ views }: Signs, page: PageSource): boolean {
  return views.some((view) => fitsFrame(view, page) && fitsUrl(view.when.url, page.url));
}

/** Whether a view is read in documents of this place: the tab's own or a frame's. */
export const fitsFrame = ({ frame }: Pick<Signs['views'][number], 'frame'>, { isTop }: PageSource): boolean =>
  frame === 'any' || (frame === 'top') === isTop;

/** The first element for a selector; a selector the browser refuses finds none. */
export function first(scope: Document | Element, selector: string): Element | undefined {
  try {
    return scope.querySelector(selector) ?? undefined;
  } catch {
    return undefined;
  }
}

// Every view of a recipe asks about the same address, at every read.
let parsed: { readonly url: string; readonly address: URL | null } | undefined;
function parseUrl(url: string): URL | null {
  if (parsed?.url !== url) parsed = { url, address: URL.parse(url) };
  return parsed.address;
}

/** Whether an address has the shape: last path segments, parameters there or absent. */
export function fitsUrl(shape: UrlShape | undefined, url: string): boolean {
  if (!shape) return true;
  const address = parseUrl(url);
  if (!address) return false;
  if (shape.pathEnd !== undefined && pathId(address, shape.pathEnd) === undefined) return false;
  if (shape.absent?.some((name) => address.searchParams.has(name))) return false;
  return Object.entries(shape.params ?? {}).every(([name, allowed]) => {
    const value = address.searchParams.get(name);
    return value !== null && value !== '' && (allowed.length === 0 || allowed.includes(value));
  });
}

/** The `:id` of a path with this end; '' for an end without one; undefined when the path ends otherwise. */
export function pathId(address: URL, end: string): string | undefined {
  const segments = address.pathname.split('/').filter(Boolean);
  const wanted = end.split('/');
  const tail = segments.slice(-wanted.length);
  if (tail.length < wanted.length) return undefined;
  let id = '';
  for (const [index, want] of wanted.entries()) {
    const segment = tail[index] ?? '';
    if (want !== ':id') {
      if (segment !== want) return undefined;
    } else if (/^[\w-]*\d[\w-]*$/.test(segment)) id = segment;
    else return undefined;
  }
  return id;
}
