import { expect, it } from 'vitest';
import { uuidv7, uuidv8 } from './uuid.ts';

it('writes the time first, then randomness (RFC 9562, appendix A.6)', () => {
  const random = [0, 0, 0, 0, 0, 0, 0xfc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
  expect(uuidv7(0x017f22e279b0, (bytes) => bytes.set(random))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

it('takes a digest and leaves it as it was (RFC 9562, appendix B.2)', () => {
  const hex = '5c146b143c524afd938a375d0df1fbf6fe12a66b645f72f6158759387e51f3c8';
  const digest = Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  const before = [...digest];
  expect(uuidv8(digest)).toBe('5c146b14-3c52-8afd-938a-375d0df1fbf6');
  expect([...digest]).toEqual(before);
});
