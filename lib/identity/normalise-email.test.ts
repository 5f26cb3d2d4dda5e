import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './normalise-email.ts';

const key = (text: string) => normaliseEmail(text)?.key;

describe('the key of an email address', () => {
  it.each([
    ['  John.SMITH@Northwind-Supplies.EXAMPLE ', 'john.smith@northwind-supplies.example'],
    ['<a@b.example>', 'a@b.example'],
    ['Ana <ana@b.example>', 'ana@b.example'],
    ['mailto:ana@b.example?subject=Hi%20there', 'ana@b.example'],
    ['mailto:ana%2Bshop@b.example', 'ana+shop@b.example'],
    ['MAILTO:%zz@b.example', '%zz@b.example'],
    ['einkauf@bücher-müller.example', 'einkauf@xn--bcher-mller-thbg.example'],
    ['einkauf@XN--BCHER-MLLER-THBG.example', 'einkauf@xn--bcher-mller-thbg.example'],
    ['zhou.jie@华信.example', 'zhou.jie@xn--vuq56f.example'],
    ['zhou.jie@华信。example', 'zhou.jie@xn--vuq56f.example'],
    ['ana＠ｂ.example', 'ana@b.example'],
    ['ana@b.example.', 'ana@b.example'],
    ['用户@b.example', '用户@b.example'],
    ['name..dots.@docomo.example', 'name..dots.@docomo.example'],
  ])('%j is %s', (text, expected) => {
    expect(key(text)).toBe(expected);
  });

  it.each([
    '',
    'ana',
    '@b.example',
    'ana@',
    'ana@localhost',
    'ana@127.0.0.1',
    'ana@0x7f.1',
    'ana@[127.0.0.1]',
    'ana@b@c.example',
    'an a@b.example',
    'ana@b .example',
    '"an a"@b.example',
    '.ana@b.example',
    'ana@b.example/path',
    'ana@b.example:80',
    'ana@user:pw@b.example',
    'ana@b.example?x=1',
    'ana@b.example#x',
    'ana@b%2e.example',
    'ana@-b.example',
    'ana@b-.example',
    'ana@b..example',
    'ana@b_c.example',
    'ana@b.123',
    'ana\u202e@b.example',
    'an\u200ba@b.example',
    'ana\n@b.example',
    'ana\u0000@b.example',
    'ana,bea@b.example',
    'undisclosed-recipients:;',
    `${'a'.repeat(65)}@b.example`,
    `${'用'.repeat(22)}@b.example`,
    `ana@${'b'.repeat(64)}.example`,
    `ana@${'b.'.repeat(130)}example`,
  ])('%j is no address', (text) => {
    expect(normaliseEmail(text)).toBeUndefined();
  });

  it('does not try to read an address of 10 KB', () => {
    expect(normaliseEmail(`${'x'.repeat(10_000)}@b.example`)).toBeUndefined();
  });

  it('knows the mailbox under a +tag', () => {
    expect(normaliseEmail('Maria+Orders+2@lindqvist.example')).toEqual({
      key: 'maria+orders+2@lindqvist.example',
      base: 'maria@lindqvist.example',
    });
    expect(normaliseEmail('+tag@b.example')?.base).toBe('+tag@b.example');
  });

  it('gives a key that is its own key, whatever text comes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.emailAddress(),
      fc.string().map((s) => `${s}@b.example`),
    );
    fc.assert(
      fc.property(text, (input) => {
        const once = normaliseEmail(input);
        if (once === undefined) return;
        expect(normaliseEmail(once.key)).toEqual(once);
        expect(normaliseEmail(once.base)?.key).toBe(once.base);
      }),
    );
  });

  it('has the domain that the browser would go to', () => {
    const label = fc.stringMatching(/^[a-z0-9A-Z-]{1,8}$/);
    const domain = fc.array(fc.oneof(label, fc.constantFrom('0x1f', 'xn--a', '127', 'EXAMPLE')), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(domain, (labels) => {
        const found = key(`ana@${labels.join('.')}`);
        if (found === undefined) return;
        expect(found).toBe(`ana@${new URL(`http://${labels.join('.')}`).hostname}`);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});
