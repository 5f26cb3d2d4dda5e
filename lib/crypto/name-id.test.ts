import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameId } from './name-id.ts';

/** By Node's own digest, put together in the plainest way. */
function expected(namespace: string, name: string): string {
  const hex = createHash('sha256').update(`${namespace}\0${name}`, 'utf8').digest('hex').slice(0, 32);
  const version = `8${hex.slice(13, 16)}`;
  const variant = `${'89ab'[Number.parseInt(hex[16] ?? '', 16) & 3]}${hex.slice(17, 20)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(20)].join('-');
}

it('names alike what is named alike, whatever was named before', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ minLength: 40, maxLength: 90 }),
    fc.constantFrom('A-1001', '订单 20250101', 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(255), '單'.repeat(900)),
  );
  fc.assert(
    fc.property(text, text, (namespace, name) => {
      expect(nameId(namespace, name)).toBe(expected(namespace, name));
    }),
    { numRuns: 500 },
  );
});
