import { DIRECTORY, RECENCY, termsName, wordsName, writeDirectory } from './directory.ts';
import { fieldTerms, type TermSink } from './doc-terms.ts';
import type { SearchDoc } from './document.ts';
import { fuzzyWriter } from './fuzzy.ts';
import { createLists, nextDoc, writeLists } from './lists.ts';
import { pageWriter } from './pages.ts';
import { createPostings } from './postings.ts';
import { SHELF_FAMILIES, writeShelves } from './shelves.ts';
import { sortTerms } from './sort-terms.ts';
import { termChunkWriter } from './term-chunk.ts';

/** Takes documents one after another, in as many turns as the caller likes, and gives an index in chunks. */
export interface IndexBuilder {
  /** Takes a document. Its id must not have been taken before. */
  add(doc: SearchDoc): void;
  /** Writes what is left; the builder is used up. */
  finish(): void;
}

/**
 * Builds an index.
 * @param write takes each chunk once as it is ready: pages of text while documents come in, the rest at `finish`,
 *   `directory` last; an index without its directory is none. Chunks are of 10 to 400 KB.
 */
export function createIndexBuilder(write: (name: string, chunk: Uint8Array) => void): IndexBuilder {
  const postings = createPostings();
  const pages = pageWriter(write);
  let recency = new Float32Array(1024);
  const shelves = { pairs: createLists(), digits: createLists(), orders: createLists() };
  let docs = 0;
  const sink: TermSink = { postings, shelves };

  return {
    add(doc) {
      if (docs === recency.length) {
        const larger = new Float32Array(docs * 2);
        larger.set(recency);
        recency = larger;
      }
      recency[docs] = doc.at;
      pages.begin(doc.id);
      for (const field of doc.fields) fieldTerms(field, sink, pages.field(field.kind, field.text.length));
      nextDoc(postings.docs);
      for (const family of SHELF_FAMILIES) nextDoc(shelves[family]);
      docs += 1;
    },
    finish() {
      pages.finish();
      write(RECENCY, new Uint8Array(recency.slice(0, docs).buffer));
      const firstTerms: Uint8Array[] = [];
      const words: number[] = [];
      const { order, bytes, begins, ends } = sortTerms(postings.bytes, postings.starts, postings.count);
      const docsOf = writeLists(postings.docs, postings.count, order);
      const terms = termChunkWriter(docsOf.bytes, (first, chunk) => {
        write(termsName(firstTerms.length), chunk);
        firstTerms.push(first);
      });
      const fuzzy = fuzzyWriter((length, chunk) => {
        write(wordsName(words.length), chunk);
        words.push(length);
      });
      for (let place = 0; place < order.length; place++) {
        const from = begins[place] as number;
        const to = ends[place] as number;
        terms.add(bytes, from, to, (docsOf.starts[place + 1] as number) - (docsOf.starts[place] as number));
        fuzzy.add(bytes, from, to);
      }
      terms.finish();
      fuzzy.finish();
      for (const family of SHELF_FAMILIES) writeShelves(family, shelves[family], write);
      write(DIRECTORY, writeDirectory({ docs, firstTerms, words }));
    },
  };
}
