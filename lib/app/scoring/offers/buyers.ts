import type { CustomerId } from '../../../domain/ids.ts';

/** Who bought some goods that were asked for, as the file is now. */
export interface Buyers {
  /** Everybody who bought at least one of some of them, each once. */
  anyOf(keys: readonly string[]): Iterable<CustomerId>;
  /** How many bought one of them. */
  count(key: string): number;
  /** How many bought both of two, and one without the other. */
  countPair(first: string, second: string): BuyersOfPair;
}

export interface BuyersOfPair {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
}

/** What is kept of a counting, and what has become of some people since. */
export interface BuyersParts {
  readonly people: number;
  idAt(person: number): string;
  /** 1 for those of whom the counting says nothing any more. */
  readonly isOld: Uint8Array;
  readonly counted: ReadonlyMap<string, Uint32Array>;
  /** What those bought who changed since; null for who is nobody by themselves. */
  readonly changed: ReadonlyMap<CustomerId, ReadonlySet<string> | null>;
}

const [FIRST, SECOND] = [1, 2];

export function buyersOf({ people, idAt, isOld, counted, changed }: BuyersParts): Buyers {
  const mark = (marks: Uint8Array, key: string, bit: number) => {
    for (const person of counted.get(key) ?? []) marks[person] = (marks[person] as number) | bit;
  };
  return {
    *anyOf(keys) {
      const marks = new Uint8Array(people);
      for (const key of keys) mark(marks, key, FIRST);
      for (let person = 0; person < people; person += 1)
        if (marks[person] === FIRST && isOld[person] === 0) yield idAt(person) as CustomerId;
      for (const [id, own] of changed) if (own && keys.some((key) => own.has(key))) yield id;
    },
    count(key) {
      let count = 0;
      for (const person of counted.get(key) ?? []) count += 1 - (isOld[person] as number);
      for (const own of changed.values()) if (own?.has(key)) count += 1;
      return count;
    },
    countPair(first, second) {
      const marks = new Uint8Array(people);
      mark(marks, first, FIRST);
      mark(marks, second, SECOND);
      const counts = [0, 0, 0, 0];
      const count = (bits: number) => {
        counts[bits] = (counts[bits] as number) + 1;
      };
      for (let person = 0; person < people; person += 1) if (isOld[person] === 0) count(marks[person] as number);
      for (const own of changed.values()) if (own) count((own.has(first) ? FIRST : 0) | (own.has(second) ? SECOND : 0));
      const [, firstOnly = 0, secondOnly = 0, both = 0] = counts;
      return { both, firstOnly, secondOnly };
    },
  };
}
