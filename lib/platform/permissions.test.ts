import { beforeEach, expect, it, vi } from 'vitest';
import { covers } from './site-patterns.ts';

/** The browser's grants and storage as far as permissions go; a request is answered as the person would. */
const fake = vi.hoisted(() => ({
  origins: [] as string[],
  stored: {} as Record<string, unknown>,
  says: true,
  heard: [] as ((changes: Record<string, unknown>) => void)[],
}));
const originOfPattern = (pattern: string) => pattern.replace(/\/\*$/, '');

vi.mock('./browser.ts', () => {
  const isCovered = (pattern: string) => fake.origins.some((held) => covers(held, originOfPattern(pattern)));
  const event = { addListener: () => {}, removeListener: () => {} };
  return {
    browser: {
      permissions: {
        onAdded: event,
        onRemoved: event,
        getAll: async () => ({ origins: [...fake.origins] }),
        contains: async ({ origins }: { origins: string[] }) => origins.every(isCovered),
        async request({ origins }: { origins: string[] }) {
          if (origins.every(isCovered)) return true;
          if (fake.says) fake.origins.push(...origins);
          return fake.says;
        },
        async remove({ origins }: { origins: string[] }) {
          fake.origins = fake.origins.filter((pattern) => !origins.includes(pattern));
        },
      },
      storage: {
        local: {
          get: async (key: string) => ({ [key]: fake.stored[key] }),
          async set(values: Record<string, unknown>) {
            for (const [key, newValue] of Object.entries(values)) {
              const oldValue = fake.stored[key];
              fake.stored[key] = newValue;
              for (const listener of fake.heard) listener({ [key]: { oldValue, newValue } });
            }
          },
          onChanged: {
            addListener: (listener: (typeof fake.heard)[number]) => void fake.heard.push(listener),
            removeListener: (listener: (typeof fake.heard)[number]) => {
              fake.heard = fake.heard.filter((other) => other !== listener);
            },
          },
        },
      },
    },
  };
});

const { forgetUngranted, grantedPatterns, isGranted, onChosen, onGrantsChanged, requestSite, revokeSite } =
  await import('./permissions.ts');

const SHOP = 'https://shop.example';
const MAIL = 'https://mail.example';

beforeEach(() => {
  fake.origins = [];
  fake.stored = {};
  fake.says = true;
  fake.heard = [];
});

it('a site is granted by name, whatever its port, and taken back', async () => {
  expect(await requestSite(`${SHOP}:8443`)).toBe(true);
  expect(await grantedPatterns()).toEqual(['https://shop.example/*']);
  expect(await isGranted(SHOP)).toBe(true);
  expect(await isGranted(MAIL)).toBe(false);
  await revokeSite(SHOP);
  expect(await isGranted(SHOP)).toBe(false);
  expect(fake.origins).toEqual([]);
});

it('a no is a no', async () => {
  fake.says = false;
  expect(await requestSite(SHOP)).toBe(false);
  expect(await isGranted(SHOP)).toBe(false);
});

it.each(['<all_urls>', '*://*/*', 'https://*/*'])(
  'under %s no site is chosen until the person chooses it',
  async (wide) => {
    fake.origins = [wide];
    expect(await grantedPatterns()).toEqual([]);
    expect(await isGranted(SHOP)).toBe(false);
    expect(await requestSite(SHOP)).toBe(true);
    expect(await grantedPatterns()).toEqual(['https://shop.example/*']);
    expect(await isGranted(SHOP)).toBe(true);
    expect(await isGranted(MAIL)).toBe(false);
  },
);

it('what was chosen under a wide grant can be taken back alone', async () => {
  fake.origins = ['<all_urls>'];
  await requestSite(SHOP);
  await requestSite(MAIL);
  await revokeSite(SHOP);
  expect(await grantedPatterns()).toEqual(['https://mail.example/*']);
  expect(fake.origins).toEqual(['<all_urls>']);
});

it('it ends with the wide grant, and another wide grant does not bring it back', async () => {
  fake.origins = ['<all_urls>'];
  await requestSite(SHOP);
  fake.origins = [];
  expect(await isGranted(SHOP)).toBe(false);
  await forgetUngranted();
  fake.origins = ['https://*/*'];
  expect(await isGranted(SHOP)).toBe(false);
});

it('a domain with all its subdomains is a site by name', async () => {
  fake.origins = ['https://*.shop.example/*'];
  expect(await isGranted('https://de.shop.example')).toBe(true);
  await revokeSite('https://*.shop.example');
  expect(fake.origins).toEqual([]);
});

it('a choice under a wide grant is heard of like any other grant', async () => {
  const stop = new AbortController();
  const changed = vi.fn();
  const chosen = vi.fn();
  fake.origins = ['<all_urls>'];
  onGrantsChanged(changed, stop.signal);
  onChosen(chosen);
  await requestSite(SHOP);
  expect(chosen).toHaveBeenLastCalledWith(['https://shop.example/*']);
  await revokeSite(SHOP);
  expect(chosen).toHaveBeenLastCalledWith([]);
  expect(changed).toHaveBeenCalledTimes(2);
  stop.abort();
  await requestSite(SHOP);
  expect(changed).toHaveBeenCalledTimes(2);
});

it('what is kept there by anything else is no site', async () => {
  fake.origins = ['<all_urls>'];
  fake.stored['chosen-sites'] = { length: 1, 0: 'https://shop.example/*' };
  expect(await grantedPatterns()).toEqual([]);
});
