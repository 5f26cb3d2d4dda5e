import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Schema } from '../database.ts';
import type { Block } from './block.ts';
import type { IndexPart } from './segment.ts';

type Transaction = IDBPTransaction<Schema, ('blocks' | 'parts')[], 'readonly' | 'readwrite'>;

/** What was read of segments lately. They never change but where people are erased, so what is held is not stale. */
export interface SegmentCache {
  block(transaction: unknown, seq: number, block: number): Promise<Block | undefined>;
  part(transaction: unknown, seq: number, part: number): Promise<IndexPart | undefined>;
  /** A block was written anew, which only erasing does. */
  forgetBlock(transaction: unknown, seq: number, block: number): void;
}

// Some 40 KB and 20 KB each.
const BLOCKS_HELD = 256;
const PARTS_HELD = 512;

export function createSegmentCache(): SegmentCache {
  const held = <T>(store: 'blocks' | 'parts', most: number) => {
    const entries = new Map<string, T | undefined>();
    // Numbers of segments begin anew in a database that was restored; the names of databases never do.
    const keyOf = (transaction: unknown, seq: number, number: number) =>
      `${(transaction as Transaction).db.name}/${seq}/${number}`;
    const read = async (transaction: unknown, seq: number, number: number): Promise<T | undefined> => {
      const key = keyOf(transaction, seq, number);
      if (entries.has(key)) {
        const known = entries.get(key);
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const objects = (transaction as Transaction).objectStore(store) as unknown as IDBPObjectStore<
        Schema,
        never[],
        'blocks'
      >;
      const value = (await objects.get([seq, number])) as T | undefined;
      entries.set(key, value);
      if (entries.size > most) entries.delete(entries.keys().next().value as string);
      return value;
    };
    const forget = (transaction: unknown, seq: number, number: number) =>
      void entries.delete(keyOf(transaction, seq, number));
    return { read, forget };
  };
  const blocks = held<Block>('blocks', BLOCKS_HELD);
  const parts = held<IndexPart>('parts', PARTS_HELD);
  return { block: blocks.read, part: parts.read, forgetBlock: blocks.forget };
}
