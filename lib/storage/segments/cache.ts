import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Schema } from '../database.ts';
import type { Block } from './block.ts';
import type { IndexPart } from './segment.ts';

type Transaction = IDBPTransaction<Schema, ('blocks' | 'parts')[], 'readonly' | 'readwrite'>;

/** What was read of segments lately. They never change, so what is held is never stale. */
export interface SegmentCache {
  block(transaction: unknown, seq: number, block: number): Promise<Block | undefined>;
  part(transaction: unknown, seq: number, part: number): Promise<IndexPart | undefined>;
}

// Some 40 KB and 20 KB each.
const BLOCKS_HELD = 256;
const PARTS_HELD = 512;

export function createSegmentCache(): SegmentCache {
  const held = <T>(store: 'blocks' | 'parts', most: number) => {
    const entries = new Map<string, T | undefined>();
    return async (transaction: unknown, seq: number, number: number): Promise<T | undefined> => {
      // Numbers of segments begin anew in a database that was restored; the names of databases never do.
      const key = `${(transaction as Transaction).db.name}/${seq}/${number}`;
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
      const read = (await objects.get([seq, number])) as T | undefined;
      entries.set(key, read);
      if (entries.size > most) entries.delete(entries.keys().next().value as string);
      return read;
    };
  };
  return { block: held<Block>('blocks', BLOCKS_HELD), part: held<IndexPart>('parts', PARTS_HELD) };
}
