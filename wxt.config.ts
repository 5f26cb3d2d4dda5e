import { readFile } from 'node:fs/promises';
import { runnerImport } from 'vite';
import { defineConfig } from 'wxt';

// In the e2e mode the manifest itself grants and registers the test servers and the built-in sites,
// because a permission prompt cannot be clicked by a headless browser. The shipped build never does.
const e2eOrigins = ['http://127.0.0.1/*', 'http://localhost/*'];

/**
 * Takes the one assignment to innerHTML out of Preact: nothing here uses `dangerouslySetInnerHTML`, so nothing can begin to.
 * Text given that way would show as text. A Preact in which the place is not found fails the build.
 */
const withoutInnerHtml = {
  name: 'without-inner-html',
  transform(code: string, id: string) {
    if (!/\/preact\/dist\/preact\.(?:mjs|module\.js)$/.test(id)) return undefined;
    const safe = code.replace(/\b([\w$]+)\.innerHTML=([\w$]+)\.__html/, '$1.textContent=$2.__html');
    if (safe === code) throw new Error('Preact sets innerHTML in another way than before');
    return { code: safe, map: null };
  },
};

/**
 * Modules that are worked out when the extension is built, their outcome left in their place: checking the built-in
 * recipes against their schema took a sixth of every start of the background, and what the shell works out it works out
 * in every page.
 */
const WORKED_OUT = { recipes: '/lib/sites/recipes/registry.ts', tokens: '/entrypoints/shell/tokens.ts' };
const asData = {
  name: 'as-data',
  async load(id: string) {
    for (const [name, file] of Object.entries(WORKED_OUT)) {
      if (!id.endsWith(file)) continue;
      const { module } = await runnerImport<Record<string, unknown>>(id, { configFile: false, logLevel: 'error' });
      return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(module[name]))});`;
    }
    return undefined;
  },
};

/**
 * The phone library for today's browsers, which it carries beside the one for browsers without classes and spreads: 14 KB
 * less for the background to parse. A library laid out in another way fails the build.
 */
const modernPhones = {
  name: 'modern-phones',
  enforce: 'pre' as const,
  load(id: string) {
    const file = id.replace('/libphonenumber-js/es6/', '/libphonenumber-js/es6-modern/');
    return file === id ? undefined : readFile(file, 'utf8');
  },
};

/**
 * All that the panel needs at once in one file, whoever else needs parts of it: split by who shares what, a dozen small files
 * weigh a tenth more, and the panel waits for each of them.
 */
const panelInOneFile = {
  name: 'panel-in-one-file',
  outputOptions(output: object) {
    const known = new Map<string, boolean>();
    const isOfPanel = (id: string, context: ChunkContext): boolean => {
      const before = known.get(id);
      if (before !== undefined) return before;
      known.set(id, false);
      const importers = context.getModuleInfo(id)?.importers ?? [];
      const found = importers.some((one) => PANEL_START.test(one) || isOfPanel(one, context));
      known.set(id, found);
      return found;
    };
    const name = (id: string, context: ChunkContext) => (isOfPanel(id, context) ? 'panel-core' : null);
    return { ...output, codeSplitting: { groups: [{ name }] } };
  },
};
const PANEL_START = /\/entrypoints\/panel\/main\.tsx$/;
interface ChunkContext {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [withoutInnerHtml, asData, modernPhones, panelInOneFile],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { modulePreload: false },
  }),
  manifest: ({ browser, mode }) => ({
    name: '__MSG_name__',
    short_name: 'Regulars',
    description: '__MSG_description__',
    default_locale: 'en',
    icons: { 16: 'icon-16.png', 32: 'icon-32.png', 48: 'icon-48.png', 128: 'icon-128.png' },
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      // Lets the toolbar popup read the address of the tab it was clicked on; shows no warning and ends with the page.
      'activeTab',
      // Starts the background when a day begins, so that stages and alarms are those of the day; shows no warning.
      'alarms',
      // `offscreen`: the one place where Chrome lets an extension have a worker that no page has to be open for.
      ...(browser === 'chrome' ? ['sidePanel', 'offscreen'] : []),
    ],
    // Asked for when backups are to go into the downloads: to delete older ones of ours.
    optional_permissions: ['downloads'],
    commands: {
      'toggle-panel': { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_togglePanel__' },
    },
    host_permissions: mode === 'e2e' ? e2eOrigins : [],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types regulars-worker",
    },
    web_accessible_resources: [
      {
        resources: ['panel.html'],
        matches: ['http://*/*', 'https://*/*'],
        ...(browser === 'chrome' ? { use_dynamic_url: true } : {}),
      },
    ],
    ...(mode === 'e2e'
      ? { content_scripts: [{ matches: e2eOrigins, js: ['shell.js'], all_frames: true, run_at: 'document_start' }] }
      : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'regulars@regulars.invalid',
              // The first that knows data_collection_permissions everywhere; the extended support release is beyond it.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '130' }),
  }),
});
