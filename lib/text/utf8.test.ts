import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldBuffer, foldInto } from './fold.ts';
import { putText } from './utf8.ts';

const room = (text: string) => ({ bytes: new Uint8Array(text.length * 3 + 1), length: 0 });
const printed = (text: string): string =>
  Array.from(text, (char) => (char < ' ' && char !== '\n' ? ' ' : char)).join('');
const halves = fc.constantFrom('\ud83c', '\udf81', 'a', '茶', 'é', '\u0001', '\n');

it('texts are written as a native encoder writes them, but control characters as spaces', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(halves).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      const wanted = new TextEncoder().encode(printed(one));
      const target = room(one);
      putText(target, one);
      expect(target.bytes.subarray(0, target.length)).toEqual(wanted);
      const folding = room(one);
      foldInto(one, foldBuffer(), undefined, folding);
      expect(folding.bytes.subarray(0, folding.length)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
