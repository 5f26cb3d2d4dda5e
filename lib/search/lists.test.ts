import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLists, nextDoc, note, writeLists } from './lists.ts';

/** Documents by list, read back from gaps. */
function read({ bytes, starts }: ReturnType<typeof writeLists>, place: number): number[] {
  const docs: number[] = [];
  let doc = -1;
  for (let at = starts[place] as number; at < (starts[place + 1] as number); ) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      gap |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    doc += gap;
    docs.push(doc);
  }
  return docs;
}

const LISTS = 5;
// Long stretches of documents without a note make gaps of two and three bytes.
const docs = fc.array(
  fc.record({ before: fc.constantFrom(0, 1, 126, 127, 128, 17_000), lists: fc.array(fc.nat(LISTS - 1)) }),
  { maxLength: 12 },
);

it('lists come out as they were noted, once a document, in any order', () => {
  fc.assert(
    fc.property(docs, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: LISTS }), (all, order) => {
      const lists = createLists();
      const wanted = Array.from({ length: LISTS }, () => new Set<number>());
      let doc = 0;
      for (const { before, lists: noted } of all) {
        for (let nth = 0; nth < before; nth++, doc++) nextDoc(lists);
        for (const list of noted) {
          note(lists, list);
          wanted[list]?.add(doc);
        }
        nextDoc(lists);
        doc += 1;
      }
      const written = writeLists(lists, LISTS, Uint32Array.from(order));
      expect(order.map((_list, place) => read(written, place))).toEqual(order.map((list) => [...(wanted[list] ?? [])]));
    }),
    { numRuns: 200 },
  );
});

it('lists longer than a block of notes are whole', () => {
  const lists = createLists();
  const count = 150_000;
  for (let doc = 0; doc < count; doc++) {
    note(lists, 0);
    if (doc % 1000 === 7) note(lists, 1);
    nextDoc(lists);
  }
  const written = writeLists(lists, 2);
  expect(read(written, 0)).toEqual(Array.from({ length: count }, (_, doc) => doc));
  expect(read(written, 1)).toEqual(Array.from({ length: count / 1000 }, (_, nth) => nth * 1000 + 7));
});
