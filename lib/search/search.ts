import { err, ok, type Result } from '../domain/result.ts';
import { MissingChunk } from './chunk-cache.ts';
import { DIRECTORY, readDirectory } from './directory.ts';
import type { LoadChunks, SearchDoc } from './document.ts';
import { createOverlay } from './overlay.ts';
import { parseQuery } from './query.ts';
import { type Answers, firstOf, type Hit, openSegment, type Segment } from './segment.ts';

/** The stored index cannot be used and is to be built anew: none is there, or chunks of it are missing or of another version. */
export type SearchError = { readonly type: 'NoIndex' } | { readonly type: 'Damaged' };

export interface Search {
  /** The best answers to what was typed, the best first. What was typed may be anything. */
  find(typed: string, limit: number): Promise<Result<readonly Hit[], SearchError>>;
  /** The same, and whether that is all. */
  look(typed: string, limit: number): Promise<Result<Answers, SearchError>>;
  /** Takes a changed or new document, which stands for whatever the index holds of its id. */
  put(doc: SearchDoc): void;
  /** Forgets a document. */
  remove(id: string): void;
  /** Documents put or removed since the index was built; when they are many, it is time to build anew. */
  readonly changed: number;
  /** Bytes of chunks held in memory. */
  readonly bytes: number;
}

export interface SearchOptions {
  /** Bytes of chunks kept in memory between queries; 48 MB when not given. */
  readonly cacheBytes?: number;
}

const CACHE_BYTES = 48 * 1024 * 1024;

/**
 * Opens an index by its directory alone; everything else is loaded when a query needs it.
 */
export async function openSearch(load: LoadChunks, options: SearchOptions = {}): Promise<Result<Search, SearchError>> {
  const [chunk] = await load([DIRECTORY]);
  if (!chunk) return err({ type: 'NoIndex' });
  const directory = readDirectory(chunk);
  if (!directory) return err({ type: 'Damaged' });
  return ok(searchOver(openSegment(directory, load, options.cacheBytes ?? CACHE_BYTES)));
}

/** A search over nothing but what is put into it, for as long as no index has been built. */
export const emptySearch = (): Search => searchOver(undefined);

function searchOver(base: Segment | undefined): Search {
  const overlay = createOverlay();
  const look: Search['look'] = async (typed, limit) => {
    const query = parseQuery(typed);
    const changed = await overlay.find(query, limit);
    if (!base) return ok(changed);
    try {
      const stored = await base.find(query, limit, overlay.has);
      return ok(firstOf([...changed.hits, ...stored.hits], limit, changed.isCut || stored.isCut));
    } catch (error) {
      if (error instanceof MissingChunk) return err({ type: 'Damaged' });
      throw error;
    }
  };
  return {
    look,
    async find(typed, limit) {
      const found = await look(typed, limit);
      return found.ok ? ok(found.value.hits) : found;
    },
    put: overlay.put,
    remove: overlay.remove,
    get changed() {
      return overlay.size;
    },
    get bytes() {
      return (base?.bytes ?? 0) + overlay.bytes;
    },
  };
}
