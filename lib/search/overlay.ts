import { createIndexBuilder } from './build.ts';
import { DIRECTORY, readDirectory } from './directory.ts';
import type { SearchDoc } from './document.ts';
import type { Query } from './query.ts';
import { type Answers, firstOf, openSegment, type Segment } from './segment.ts';

/** Changed documents, searched like the index they stand before. */
export interface Overlay {
  put(doc: SearchDoc): void;
  remove(id: string): void;
  /** Whether a document was put or removed. */
  has(id: string): boolean;
  readonly size: number;
  readonly bytes: number;
  find(query: Query, limit: number): Promise<Answers>;
}

/** A small index over some of the documents. */
interface Layer {
  readonly ids: ReadonlySet<string>;
  readonly segment: Segment;
}

/**
 * Documents are indexed when the next query comes, in layers of which each is at least twice the next: a document is
 * indexed again only as often as the number of layers, however many there are.
 */
export function createOverlay(): Overlay {
  const docs = new Map<string, SearchDoc | undefined>();
  const layerOf = new Map<string, Layer>();
  const pending = new Set<string>();
  let layers: Layer[] = [];

  function settle(): void {
    if (pending.size === 0) return;
    const ids = new Set(pending);
    pending.clear();
    for (;;) {
      const last = layers.at(-1);
      if (!last || last.ids.size >= ids.size * 2) break;
      layers = layers.slice(0, -1);
      for (const id of last.ids) if (layerOf.get(id) === last) ids.add(id);
    }
    const current = [...ids].flatMap((id) => docs.get(id) ?? []);
    const layer: Layer = { ids: new Set(current.map(({ id }) => id)), segment: segmentOf(current) };
    for (const id of layer.ids) layerOf.set(id, layer);
    if (current.length > 0) layers = [...layers, layer];
  }

  function change(id: string, doc: SearchDoc | undefined): void {
    docs.set(id, doc);
    layerOf.delete(id);
    if (doc) pending.add(id);
    else pending.delete(id);
  }

  return {
    put: (doc) => change(doc.id, doc),
    remove: (id) => change(id, undefined),
    has: (id) => docs.has(id),
    get size() {
      return docs.size;
    },
    get bytes() {
      return layers.reduce((bytes, { segment }) => bytes + segment.bytes, 0);
    },
    async find(query, limit) {
      settle();
      const found = await Promise.all(
        layers.map((layer) => layer.segment.find(query, limit, (id) => layerOf.get(id) !== layer)),
      );
      return firstOf(
        found.flatMap(({ hits }) => hits),
        limit,
        found.some(({ isCut }) => isCut),
      );
    },
  };
}

function segmentOf(docs: readonly SearchDoc[]): Segment {
  const chunks = new Map<string, Uint8Array>();
  const builder = createIndexBuilder((name, chunk) => chunks.set(name, chunk));
  for (const doc of docs) builder.add(doc);
  builder.finish();
  const directory = readDirectory(chunks.get(DIRECTORY) ?? new Uint8Array(0));
  if (!directory) throw new Error('an index just built has no directory');
  const load = async (names: readonly string[]) => names.map((name) => chunks.get(name));
  return openSegment(directory, load, Number.POSITIVE_INFINITY);
}
