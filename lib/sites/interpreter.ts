import type { SeenMessage, SeenRow, Sighting } from '../domain/sighting.ts';
import { all, climb, holds, type Reader, type Witness } from './anchors.ts';
import { readBody } from './body.ts';
import { first, fitsFrame, fitsUrl, type PageSource } from './fits.ts';
import { readOrder } from './order.ts';
import { present, readPeople } from './people.ts';
import type { Recipe, ViewRule } from './recipe.ts';
import { asEmail, clean } from './text.ts';

const MAX_ROWS = 200;

/** What one read of one document gave: the facts, and the elements the shell needs to find again. */
export interface Reading {
  readonly sighting: Sighting;
  /** For each listed row with a person: the element after whose text the badge belongs. */
  readonly badges: readonly { readonly row: number; readonly anchor: Element }[];
  /** The site's own primary actions. */
  readonly keepClear: readonly Element[];
  /** Where it was read. Stays in this document: addresses hold session secrets. */
  readonly url: string;
  /** The view that fitted. */
  readonly view: ViewRule;
  /** What the facts that name the person, message or order rest on. */
  readonly witnesses: readonly Witness[];
}

/** The view of a recipe that fits the document as it is now. */
export function findView(recipe: Recipe, page: PageSource): ViewRule | undefined {
  return recipe.views.find(
    (view) =>
      fitsFrame(view, page) &&
      fitsUrl(view.when.url, page.url) &&
      first(page.document, view.when.selector) !== undefined,
  );
}

/**
 * Reads the page through a recipe, changing nothing. Undefined: no view fits, or the address and the page do not (yet)
 * speak of the same thing.
 */
export function readPage(recipe: Recipe, page: PageSource): Reading | undefined {
  const view = findView(recipe, page);
  if (!view) return undefined;
  const { document } = page;
  const scope = view.scope === undefined ? document : first(document, view.scope);
  if (!scope) return undefined;
  const reader: Reader = { page, language: document.documentElement.lang, witnesses: [] };
  const short = (text: string) => clean(text, 200);
  for (const { left, right } of view.confirm ?? []) {
    const one = climb(reader, scope, [left], short, true);
    const other = climb(reader, scope, [right], short);
    if (!one || one.value !== other?.value) return undefined;
  }

  const message = view.message && readMessage(reader, scope, view.message);
  const people = readPeople(reader, scope, view.people);
  const order = view.order && readOrder(reader, scope, view.order, recipe);
  const { rows, badges } = readRows(reader, scope, view);
  const sighting = present<Sighting>({
    recipe: recipe.id,
    view: view.view,
    owner: climb(reader, document, recipe.owner, asEmail),
    people,
    message,
    order,
    rows,
  });
  const keepClear = view.keepClear.flatMap((selector) => all(document, selector)).slice(0, 20);
  return { sighting, badges, keepClear, url: page.url, view, witnesses: reader.witnesses };
}

function readMessage(
  reader: Reader,
  scope: Document | Element,
  rule: NonNullable<ViewRule['message']>,
): SeenMessage | undefined {
  const key = climb(reader, scope, rule.key, (text) => clean(text), true);
  if (!key) return undefined;
  const container = rule.body && first(reader.page.document, rule.body.selector);
  return present<SeenMessage>({
    key,
    subject: climb(reader, scope, rule.subject, (text) => clean(text)),
    sentAt: undefined,
    automatic: undefined,
    body: container && readBody(container, rule.body?.without),
  });
}

function readRows(reader: Reader, scope: Document | Element, view: ViewRule) {
  const rows: SeenRow[] = [];
  const badges: { row: number; anchor: Element }[] = [];
  const rule = view.rows;
  if (!rule) return { rows, badges };
  const listed = { ...reader, witnesses: [] };
  for (const [row, element] of all(scope, rule.each).slice(0, MAX_ROWS).entries()) {
    const people = readPeople(listed, element, rule.people, 10);
    const orderNumber = climb(listed, element, rule.orderNumber, (text) => clean(text, 100));
    if (people.length === 0 && !orderNumber) continue;
    rows.push(present<SeenRow>({ row, people, orderNumber }));
    const anchor = first(element, rule.badge);
    if (anchor) badges.push({ row, anchor });
  }
  return { rows, badges };
}

/**
 * Whether the page still shows what a reading named: every witness says the same, and the address, where it has changed
 * since, still fits the view.
 */
export function stillShows(reading: Reading, page: PageSource): boolean {
  const moved = page.url !== reading.url;
  if (moved && !fitsUrl(reading.view.when.url, page.url)) return false;
  return reading.witnesses.every((witness) => (!moved && !witness.element) || holds(page, witness));
}
