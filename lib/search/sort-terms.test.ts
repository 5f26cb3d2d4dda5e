import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBytes } from './bytes.ts';
import { sortTerms } from './sort-terms.ts';

const SPACES = [65, 66, 67, 68, 69, 70, 72];
// Few bytes, so that terms share long beginnings and one is often the beginning of another.
const term = fc
  .tuple(fc.constantFrom(...SPACES), fc.array(fc.constantFrom(1, 97, 98, 0x70, 0xe5, 0xff), { maxLength: 20 }))
  .map(([space, rest]) => [space, ...rest]);
const terms = fc.uniqueArray(term, { selector: (bytes) => bytes.join(), maxLength: 120 });

it('terms come out in the order of their bytes, each with its number', () => {
  fc.assert(
    fc.property(terms, (all) => {
      const starts = new Uint32Array(all.length + 1);
      all.forEach((bytes, nth) => {
        starts[nth + 1] = (starts[nth] as number) + bytes.length;
      });
      const { order, bytes, begins, ends } = sortTerms(Uint8Array.from(all.flat()), starts, all.length);
      const wanted = all
        .map((own, number) => ({ own, number }))
        .sort((a, b) => compareBytes(Uint8Array.from(a.own), Uint8Array.from(b.own)));
      expect([...order]).toEqual(wanted.map(({ number }) => number));
      expect(wanted.map((_, place) => [...bytes.subarray(begins[place], ends[place])])).toEqual(
        wanted.map(({ own }) => own),
      );
    }),
    { numRuns: 300 },
  );
});
