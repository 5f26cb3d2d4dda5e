import type { LoadChunks } from './document.ts';

/** Chunks by name. */
export type Chunks = ReadonlyMap<string, Uint8Array>;

/** A chunk that the directory names is not there: the index is to be built anew. */
export class MissingChunk extends Error {}

/** Loads chunks once, and forgets those not used for longest when they take too much room. */
export interface ChunkCache {
  /** All the chunks named; those not yet there in one request. Throws `MissingChunk`. */
  get(names: Iterable<string>): Promise<Chunks>;
  readonly bytes: number;
}

export function chunkCache(load: LoadChunks, most: number): ChunkCache {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  function keep(name: string, chunk: Uint8Array): void {
    bytes += chunk.length - (kept.get(name)?.length ?? 0);
    kept.delete(name);
    kept.set(name, chunk);
  }
  return {
    get bytes() {
      return bytes;
    },
    async get(names) {
      const found = new Map<string, Uint8Array>();
      const missing = new Set<string>();
      for (const name of names) {
        const chunk = kept.get(name);
        if (!chunk) missing.add(name);
        else if (!found.has(name)) {
          found.set(name, chunk);
          keep(name, chunk);
        }
      }
      if (missing.size === 0) return found;
      const wanted = [...missing];
      const loaded = await load(wanted);
      wanted.forEach((name, at) => {
        const chunk = loaded[at];
        if (!chunk) throw new MissingChunk(name);
        found.set(name, chunk);
        keep(name, chunk);
      });
      for (const [name, chunk] of kept) {
        if (bytes <= most) break;
        if (found.has(name)) continue;
        kept.delete(name);
        bytes -= chunk.length;
      }
      return found;
    },
  };
}
