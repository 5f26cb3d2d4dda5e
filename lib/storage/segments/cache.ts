import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Layout, Schema } from '../database.ts';
import type { Block } from './block.ts';
import type { IndexPart } from './segment.ts';

type Transaction = IDBPTransaction<Schema, ('blocks' | 'parts')[], 'readonly' | 'readwrite'>;

/** What was read of segments lately. They never change but where people are erased, so what is held is not stale. */
export interface SegmentCache {
  /** The layout as it was last seen, which tells what will probably be asked for; only a transaction's own is true in it. */
  lastLayout(transaction: unknown): Layout | undefined;
  sawLayout(transaction: unknown, layout: Layout): void;
  block(transaction: unknown, seq: number, block: number): Promise<Block | undefined>;
  part(transaction: unknown, seq: number, part: number): Promise<IndexPart | undefined>;
  /** A block was written anew, which only erasing does. */
  forgetBlock(transaction: unknown, seq: number, block: number): void;
}

// Some 40 KB and 20 KB each.
const BLOCKS_HELD = 256;
const PARTS_HELD = 512;

// Numbers of segments begin anew in a database that was restored; the names of databases never do.
const nameOf = (transaction: unknown): string => (transaction as Transaction).db.name;

export function createSegmentCache(): SegmentCache {
  const layouts = new Map<string, Layout>();
  const held = <T>(store: 'blocks' | 'parts', most: number) => {
    const entries = new Map<string, T>();
    const keyOf = (transaction: unknown, seq: number, number: number) => `${nameOf(transaction)}/${seq}/${number}`;
    const read = async (transaction: unknown, seq: number, number: number): Promise<T | undefined> => {
      const key = keyOf(transaction, seq, number);
      const known = entries.get(key);
      if (known) {
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
      // What is not there may come: of a segment that this transaction does not know yet.
      if (value) entries.set(key, value);
      if (entries.size > most) entries.delete(entries.keys().next().value as string);
      return value;
    };
    const forget = (transaction: unknown, seq: number, number: number) =>
      void entries.delete(keyOf(transaction, seq, number));
    return { read, forget };
  };
  const blocks = held<Block>('blocks', BLOCKS_HELD);
  const parts = held<IndexPart>('parts', PARTS_HELD);
  return {
    lastLayout: (transaction) => layouts.get(nameOf(transaction)),
    sawLayout: (transaction, layout) => void layouts.set(nameOf(transaction), layout),
    block: blocks.read,
    part: parts.read,
    forgetBlock: blocks.forget,
  };
}
