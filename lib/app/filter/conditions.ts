import type { CustomField } from '../../domain/custom-field.ts';
import { type Condition, type FilterNode, isGroup, type Match } from '../../domain/filter.ts';
import { DAY_MS, type EpochMs } from '../../domain/time.ts';
import { fold } from '../../text/fold.ts';
import type { Columns, People } from '../list/columns.ts';
import type { Telling } from '../quality/checks.ts';
import { type AttributeReader, readerOf } from './attributes.ts';
import { addOther, invert, keepBoth, type Mask } from './mask.ts';

/** Everybody who may be asked. */
export interface Census extends People {
  readonly columns: Columns;
  readonly now: EpochMs;
  /** Those who bought at least one of some goods that the conditions ask for. */
  bought(goods: readonly string[]): Mask;
}

/** Conditions made ready to be asked of many. */
export interface Conditions {
  readonly needsFacts: boolean;
  /** What the models say beside standings has to be brought. */
  readonly needsModels: boolean;
  /** Goods of which it has to be known who bought them. */
  readonly goods: readonly string[];
  /** By place, 1 for those of whom everything holds; absent when nothing is asked. Places where nobody is say anything. */
  holding(census: Census): Mask | undefined;
}

type Ask = (census: Census) => Mask | undefined;

/**
 * All of the conditions together; absent when one is about an attribute that there is not. What is about a field that was
 * deleted says nothing, as a group without members does.
 */
export function conditionsOf(where: readonly FilterNode[], fields: readonly CustomField[]): Conditions | undefined {
  let [needsFacts, needsModels] = [false, false];
  let isSound = true;
  const goods = new Set<string>();
  const ask = (node: FilterNode): Ask => {
    if (isGroup(node)) return taken(node.match, distinct(node.of).map(ask));
    const reader = readerOf(node.attribute, fields);
    isSound &&= reader !== undefined;
    if (reader === undefined || reader === 'gone') return () => undefined;
    needsFacts ||= reader.basis === 'facts';
    needsModels ||= reader.basis === 'models';
    if (reader.kind === 'goods') {
      const isAsked = node.is === 'any-of' || node.is === 'none-of';
      isSound &&= isAsked;
      if (isAsked) for (const key of node.values) goods.add(key);
    }
    return askOf(node, reader);
  };
  const holding = taken('all', distinct(where).map(ask));
  return isSound ? { needsFacts, needsModels, goods: [...goods], holding } : undefined;
}

/** What is asked twice side by side is asked once: neither all, any nor none of them is another for it. */
const distinct = (nodes: readonly FilterNode[]): FilterNode[] => [
  ...new Map(nodes.map((node) => [JSON.stringify(node), node])).values(),
];

/** Several questions as one. What says nothing is left out. */
const taken =
  (match: Match, asks: readonly Ask[]): Ask =>
  (census) => {
    let all: Mask | undefined;
    for (const ask of asks) {
      const found = ask(census);
      if (found === undefined) continue;
      if (all === undefined) all = found;
      else if (match === 'all') keepBoth(all, found);
      else addOther(all, found);
    }
    return match === 'none' && all ? invert(all) : all;
  };

function askOf(condition: Condition, reader: AttributeReader): Ask {
  const { attribute } = condition;
  switch (condition.is) {
    case 'any-of':
      return anyOf(attribute, condition.values, reader);
    case 'none-of':
      return not(anyOf(attribute, condition.values, reader));
    case 'contains':
      return containing(attribute, condition.text, reader);
    case 'lacks':
      return not(containing(attribute, condition.text, reader));
    case 'between': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition;
      return within(attribute, reader, () => [from, to]);
    }
    case 'in-last':
      // Clocks differ: what is dated a little ahead is not left out.
      return within(attribute, reader, (now) => [now - condition.days * DAY_MS, now + DAY_MS]);
    case 'before-last':
      return within(attribute, reader, (now) => [Number.NEGATIVE_INFINITY, now - condition.days * DAY_MS - 1]);
    case 'in-next':
      // Days of a field stand for their noon: today counts until it is over.
      return within(attribute, reader, (now) => [now - DAY_MS / 2, now + condition.days * DAY_MS]);
    case 'known':
      return knowing(attribute, reader);
    case 'unknown':
      return not(knowing(attribute, reader));
  }
}

const not =
  (ask: Ask): Ask =>
  (census) => {
    const found = ask(census);
    return found && invert(found);
  };

const isNumeric = ({ kind }: AttributeReader): boolean =>
  kind === 'number' || kind === 'share' || kind === 'money' || kind === 'date';

/** Limits only numbers are within. */
function within(attribute: string, reader: AttributeReader, limits: (now: EpochMs) => readonly [number, number]): Ask {
  return ({ columns, size, now }) => {
    const found = new Uint8Array(size());
    if (!isNumeric(reader)) return found;
    const values = columns.numbers(attribute, reader);
    const [from, to] = limits(now);
    for (let place = 0; place < found.length; place += 1) {
      const value = values[place] as number;
      if (value >= from && value <= to) found[place] = 1;
    }
    return found;
  };
}

function anyOf(attribute: string, values: readonly string[], reader: AttributeReader): Ask {
  if (reader.kind === 'goods') return (census) => census.bought(values);
  const { telling } = reader;
  if (telling)
    return taken(
      'any',
      values.map((value) => told(telling(value))),
    );
  const { bits } = reader;
  if (bits) {
    const asked = values.reduce((all, value) => all | bits.bit(value), 0);
    return withBits(attribute, reader, bits.of, asked);
  }
  const wanted = new Set(values);
  if (isNumeric(reader))
    return ({ columns, size }) => {
      const numbers = columns.numbers(attribute, reader);
      const found = new Uint8Array(size());
      for (let place = 0; place < found.length; place += 1) if (wanted.has(String(numbers[place]))) found[place] = 1;
      return found;
    };
  return (census) => ofWords(census, attribute, reader, (set) => set.some((value) => wanted.has(value)));
}

/** Those who have at least one of some values that are bits of a number. */
function withBits(attribute: string, reader: AttributeReader, read: AttributeReader['read'], asked: number): Ask {
  const ofNumber: AttributeReader = { kind: 'number', basis: reader.basis, read };
  return ({ columns, size }) => {
    const numbers = columns.numbers(`bits: ${attribute}`, ofNumber);
    const found = new Uint8Array(size());
    // Of whom nothing is known has none: NaN has no bits.
    for (let place = 0; place < found.length; place += 1) if ((numbers[place] as number) & asked) found[place] = 1;
    return found;
  };
}

/** Those of whom their facts tell so. */
function told(telling: Telling | undefined): Ask {
  return ({ columns, size, now }) => {
    const found = new Uint8Array(size());
    if (!telling) return found;
    const reader: AttributeReader = {
      ...{ kind: 'number', basis: 'facts' },
      read: ({ facts }) => facts && telling.read(facts),
    };
    const values = columns.numbers(`facts: ${telling.name}`, reader);
    for (let place = 0; place < found.length; place += 1) {
      const value = values[place] as number;
      // Nobody's place has none.
      if (!Number.isNaN(value) && telling.holds(value, now)) found[place] = 1;
    }
    return found;
  };
}

function containing(attribute: string, text: string, reader: AttributeReader): Ask {
  const part = fold(text).trim();
  if (part === '') return () => undefined;
  if (reader.kind === 'text') return ({ columns }) => columns.texts(attribute, reader).find(part);
  if (isNumeric(reader)) return ({ size }) => new Uint8Array(size());
  return (census) => ofWords(census, attribute, reader, (set) => set.some((value) => fold(value).includes(part)));
}

function knowing(attribute: string, reader: AttributeReader): Ask {
  if (isNumeric(reader)) return within(attribute, reader, () => [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  if (reader.bits) return withBits(attribute, reader, reader.bits.of, ~0);
  if (reader.kind !== 'text') return (census) => ofWords(census, attribute, reader, (set) => set.length > 0);
  return ({ columns, size }) => {
    const texts = columns.texts(attribute, reader);
    const found = new Uint8Array(size());
    for (let place = 0; place < found.length; place += 1) if (texts.has(place)) found[place] = 1;
    return found;
  };
}

/** Asks each set of values once. */
function ofWords(
  { columns, size }: Census,
  attribute: string,
  reader: AttributeReader,
  test: (values: readonly string[]) => boolean,
): Mask {
  const { codes, sets } = columns.words(attribute, reader);
  const answers = Uint8Array.from(sets, (set) => Number(test(set)));
  const found = new Uint8Array(size());
  for (let place = 0; place < found.length; place += 1) found[place] = answers[codes[place] as number] as number;
  return found;
}
