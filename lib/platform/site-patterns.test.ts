import { describe, expect, it } from 'vitest';
import { covers, isWebWide, originOf, sitePattern } from './site-patterns.ts';

describe('a grant', () => {
  it('is for a host with all its ports, and shown as its origin', () => {
    expect(sitePattern('http://shop.example:8080')).toBe('http://shop.example/*');
    expect(originOf('http://shop.example/*')).toBe('http://shop.example');
    expect(originOf('*://shop.example/*')).toBe('https://shop.example');
  });

  it.each(['<all_urls>', '*://*/*', 'https://*/*', 'http://*/*'])('of %s is for the whole web', (pattern) => {
    expect(isWebWide(pattern)).toBe(true);
  });

  it.each(['https://a.example/*', '*://a.example/*', 'https://*.a.example/*'])('of %s is not', (pattern) => {
    expect(isWebWide(pattern)).toBe(false);
  });

  it.each([
    ['https://a.example/*', 'https://a.example', true],
    ['https://a.example/*', 'https://a.example:8443', true],
    ['https://a.example/*', 'http://a.example', false],
    ['https://a.example/*', 'https://b.a.example', false],
    ['https://a.example/*', 'https://a.example.evil.test', false],
    ['*://a.example/*', 'http://a.example', true],
    ['https://*.a.example/*', 'https://b.a.example', true],
    ['https://*.a.example/*', 'https://a.example', true],
    ['https://*.a.example/*', 'https://xa.example', false],
    ['https://a.example:8443/*', 'https://a.example', false],
    ['https://a.example:443/*', 'https://a.example', true],
    ['http://[::1]/*', 'http://[::1]:8080', true],
    ['<all_urls>', 'http://a.example', true],
    ['https://*/*', 'https://a.example', true],
    ['https://*/*', 'http://a.example', false],
    ['<all_urls>', 'file:///etc/passwd', false],
    ['nonsense', 'https://a.example', false],
    ['https://a.example/*', 'nonsense', false],
  ] as const)('of %s covers %s: %s', (pattern, origin, expected) => {
    expect(covers(pattern, origin)).toBe(expected);
  });
});
