import type { Condition } from '../../domain/filter.ts';
import { DAY_MS } from '../../domain/time.ts';
import { type AttributeReader, type AttributeValue, readerOf, type Subject } from './attributes.ts';

/** Conditions made ready to be asked of many. */
export interface Conditions {
  readonly needsFacts: boolean;
  test(subject: Subject): boolean;
}

/** All of the conditions together; absent when one is about an attribute that there is not. */
export function conditionsOf(where: readonly Condition[]): Conditions | undefined {
  const tests: ((subject: Subject) => boolean)[] = [];
  let needsFacts = false;
  for (const condition of where) {
    const reader = readerOf(condition.attribute);
    if (!reader) return undefined;
    needsFacts ||= reader.needsFacts === true;
    tests.push(testOf(condition, reader));
  }
  const [first, ...more] = tests;
  const test = first && more.length === 0 ? first : (subject: Subject) => tests.every((one) => one(subject));
  return { needsFacts, test };
}

function testOf(condition: Condition, reader: AttributeReader): (subject: Subject) => boolean {
  const numeric = (holds: (value: number, subject: Subject) => boolean) => (subject: Subject) => {
    const value = reader.read(subject);
    return typeof value === 'number' && holds(value, subject);
  };
  switch (condition.is) {
    case 'any-of':
    case 'none-of': {
      const wanted = condition.is === 'any-of';
      const [only, ...more] = condition.values;
      if (reader.has && only !== undefined && more.length === 0) {
        const has = reader.has(only);
        return (subject) => has(subject) === wanted;
      }
      const values = new Set(condition.values);
      return (subject) => includesAny(reader.read(subject), values) === wanted;
    }
    case 'between': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition;
      return numeric((value) => value >= from && value <= to);
    }
    case 'in-last':
      return numeric((value, { now }) => value >= now - condition.days * DAY_MS && value <= now + DAY_MS);
    case 'before-last':
      return numeric((value, { now }) => value < now - condition.days * DAY_MS);
    case 'known':
      return (subject) => isKnown(reader.read(subject));
    case 'unknown':
      return (subject) => !isKnown(reader.read(subject));
  }
}

const isKnown = (value: AttributeValue): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

function includesAny(value: AttributeValue, wanted: ReadonlySet<string>): boolean {
  if (value === undefined) return false;
  if (typeof value === 'object') return value.some((one) => wanted.has(one));
  return wanted.has(String(value));
}
