import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'new-'));
  for (const folder of ['lib/sites/recipes', 'lib/transfer/presets']) {
    cpSync(folder, join(place, folder), { recursive: true });
  }
});
afterEach(() => rmSync(place, { recursive: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [resolve('scripts/new.ts'), ...args], { cwd: place, encoding: 'utf8' });

it('a new site has its recipe, registry line, test and pages', () => {
  const { status, stdout } = run('site', 'my-shop');
  expect(status).toBe(0);
  expect(stdout).toContain('Now fill in');
  const registry = readFileSync(join(place, 'lib/sites/recipes/registry.ts'), 'utf8');
  expect(registry).toMatch(/import \{ myShop \} from '\.\/my-shop\.ts';\nimport \{ roundcube \}/);
  expect(registry).toContain('vendure, myShop]');
  expect(readFileSync(join(place, 'lib/sites/recipes/my-shop.ts'), 'utf8')).toContain(
    'export const myShop: RecipeDraft',
  );
  expect(readFileSync(join(place, 'tests/sites/my-shop.test.ts'), 'utf8')).toContain("describeSite('my-shop')");
  expect(readFileSync(join(place, 'tests/fixtures/sites/my-shop/order-zh.json'), 'utf8')).toContain('Fill in');
});

it('a new preset has its file, registry line and sample', () => {
  const { status, stdout } = run('preset', 'my-crm');
  expect(status).toBe(0);
  expect(stdout).toContain('Now fill in');
  const registry = readFileSync(join(place, 'lib/transfer/presets/registry.ts'), 'utf8');
  expect(registry).toMatch(/import \{ myCrm \} from '\.\/my-crm\.ts';\nimport \{ outlookContacts \}/);
  expect(registry).toMatch(/zohoContacts,\n {2}myCrm,\n\];/);
  expect(readFileSync(join(place, 'lib/transfer/presets/my-crm.ts'), 'utf8')).toContain('export const myCrm: Preset');
  expect(readFileSync(join(place, 'tests/fixtures/transfer/my-crm.csv'), 'utf8')).toContain('Fill in');
  expect(readFileSync(join(place, 'tests/fixtures/transfer/my-crm.json'), 'utf8')).toContain('Fill in');
});

it.each([
  [['site', 'roundcube'], 'There already is a site "roundcube"'],
  [['planet', 'mars'], 'There is no kind "planet". Kinds: site, preset.'],
  [['site', '../up'], '"../up" cannot be a name'],
  [['site'], '"" cannot be a name'],
  [[], 'There is no kind ""'],
])('new %s is refused with a sentence', (args, sentence) => {
  const before = readFileSync(join(place, 'lib/sites/recipes/registry.ts'), 'utf8');
  const { status, stderr } = run(...args);
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(readFileSync(join(place, 'lib/sites/recipes/registry.ts'), 'utf8')).toBe(before);
});
