import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import config from '../../wxt.config.ts';

const BROWSERS = ['chrome', 'firefox'] as const;
const MODES = ['production', 'e2e'] as const;
type Manifest = Record<string, unknown>;

/** The manifest as `wxt.config.ts` gives it for one build; scripts and pages are added by the bundler. */
async function manifestOf(browser: string, mode: string): Promise<Manifest> {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('the manifest is made by a function of browser and mode');
  const command = 'build' as const;
  return (await manifest({ browser, mode, command, manifestVersion: 3 })) as Manifest;
}

/** What a shipped manifest may not ask for. */
function overreach(manifest: Manifest): string[] {
  const list = (key: string) => (manifest[key] ?? []) as string[];
  const csp = JSON.stringify(manifest.content_security_policy ?? '');
  return [
    ...list('host_permissions').map((origin) => `asks for ${origin} at install`),
    ...list('permissions')
      .filter((name) => !GRANTED.has(name))
      .map((name) => `asks for ${name}`),
    ...list('permissions')
      .filter((name) => /[:/*]/.test(name))
      .map((name) => `asks for the host ${name}`),
    ...(manifest.content_scripts === undefined ? [] : ['registers content scripts without a grant']),
    ...(manifest.externally_connectable === undefined ? [] : ['lets pages connect']),
    ...(/unsafe-(?:eval|inline)|https?:/.test(csp) ? ['loosens its content security policy'] : []),
  ];
}
const GRANTED = new Set(['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'sidePanel', 'offscreen']);

describe('the manifest', () => {
  const expected: Record<string, Manifest> = JSON.parse(readFileSync('tests/architecture/manifests.json', 'utf8'));

  for (const browser of BROWSERS) {
    for (const mode of MODES) {
      it(`of ${browser} for ${mode} is the one agreed on`, async () => {
        expect(await manifestOf(browser, mode)).toEqual(expected[`${browser}-${mode}`]);
      });
    }

    it(`of ${browser} as shipped asks for no host and for these permissions only`, async () => {
      const manifest = await manifestOf(browser, 'production');
      expect(overreach(manifest)).toEqual([]);
      expect(manifest.permissions).toEqual([
        'storage',
        'unlimitedStorage',
        'scripting',
        'activeTab',
        'alarms',
        ...(browser === 'chrome' ? ['sidePanel', 'offscreen'] : []),
      ]);
    });
  }

  it('is judged by a check that can fail', async () => {
    const shipped = await manifestOf('chrome', 'production');
    const worse: Manifest = {
      ...shipped,
      host_permissions: ['https://mail.example/*'],
      permissions: ['tabs', '<all_urls>', 'https://*/*'],
      content_scripts: [],
      externally_connectable: {},
      content_security_policy: { extension_pages: "script-src 'self' 'unsafe-eval'" },
    };
    expect(overreach(worse)).toEqual([
      'asks for https://mail.example/* at install',
      'asks for tabs',
      'asks for <all_urls>',
      'asks for https://*/*',
      'asks for the host https://*/*',
      'registers content scripts without a grant',
      'lets pages connect',
      'loosens its content security policy',
    ]);
    expect(overreach(await manifestOf('chrome', 'e2e'))).not.toEqual([]);
  });

  it('of the tests differs from the shipped one only in what it grants and registers', async () => {
    for (const browser of BROWSERS) {
      const { host_permissions: _, content_scripts: __, ...rest } = await manifestOf(browser, 'e2e');
      const { host_permissions: ___, ...shipped } = await manifestOf(browser, 'production');
      expect(rest).toEqual(shipped);
    }
  });
});
