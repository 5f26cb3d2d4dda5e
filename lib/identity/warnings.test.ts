import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './normalise-email.ts';
import { decodeLabel } from './punycode.ts';
import { hasMixedScripts, warningsFor } from './warnings.ts';

describe('punycode', () => {
  // Samples of RFC 3492 section 7.1 (without their mixed-case annotations) and of domains in use.
  it.each([
    ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['xn--ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
    ['xn--fiqs8s', '中国'],
    ['xn--vuq56f', '华信'],
    ['xn--bcher-mller-thbg', 'bücher-müller'],
    ['xn--kstrel-tools-sck', 'kеstrel-tools'],
    ['XN--BCHER-KVA', 'bücher'],
    ['plain', 'plain'],
    ['xn--', 'xn--'],
    ['xn--!!', 'xn--!!'],
    ['xn--99999999999', 'xn--99999999999'],
  ])('%s is %s', (label, text) => {
    expect(decodeLabel(label)).toBe(text);
  });

  it('agrees with the converter of the platform', () => {
    for (const text of ['bücher-müller', '华信', 'правда', 'ελλάδα', '日本語', 'عربي', 'kеstrel', 'a1-ü-ö-z', '𐍈𐍈a']) {
      expect(decodeLabel(new URL(`http://${text}.example`).hostname.split('.')[0] ?? '')).toBe(text);
    }
  });
});

describe('addresses that deserve a second look', () => {
  const warn = (email: string, name?: string) => warningsFor(normaliseEmail(email), name);

  it('warns of a domain that mixes alphabets, written out or in punycode', () => {
    expect(warn('s@kеstrel-tools.example')).toEqual(['mixed-script-domain']);
    expect(warn('s@xn--kstrel-tools-sck.example')).toEqual(['mixed-script-domain']);
    expect(hasMixedScripts('аррӏе.example')).toBe(true);
  });

  it('leaves honest domains of other alphabets alone', () => {
    for (const domain of [
      'bücher-müller.example',
      '华信.example',
      'правда.example',
      'ελλάδα.example',
      '日本ab.example',
    ]) {
      expect(hasMixedScripts(domain), domain).toBe(false);
    }
  });

  it('warns of a display name that is another address', () => {
    expect(warn('attacker@evil.example', 'siobhan@kestrel.example')).toEqual(['name-is-another-address']);
    expect(warn('attacker@evil.example', 'Siobhan (siobhan@kestrel.example)')).toEqual(['name-is-another-address']);
    expect(warn('attacker@evil.example', 'siobhan＠kestrel.example')).toEqual(['name-is-another-address']);
    expect(warn('ana+x@b.example', 'Ana@B.example')).toEqual([]);
    expect(warn('ana@b.example', 'Ana @ Vale Verde')).toEqual([]);
  });
});
