import { expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import type { ListedMemory } from './memory.ts';

function setUp() {
  const kept = new Map<string, unknown>([['tab:1', { tabId: 1 }]]);
  const memory: ListedMemory = {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
    all: async () => Object.fromEntries(kept),
  };
  let given = 0;
  return { kept, admission: createAdmission(memory, () => `secret${++given}`) };
}

it('a token lets one frame of its own tab in, once; the pass for it lets that one back in', async () => {
  const { admission } = setUp();
  const token = await admission.issue(1);
  expect(await admission.admit(2, { token })).toBeUndefined();
  const both = await Promise.all([admission.admit(1, { token }), admission.admit(1, { token })]);
  const [pass, ...others] = both.filter((entry) => entry !== undefined);
  expect(pass).toBeDefined();
  expect(others).toEqual([]);
  expect(await admission.admit(1, { token })).toBeUndefined();
  expect(await admission.admit(1, { pass: pass ?? '' })).toBe(pass);
  expect(await admission.admit(2, { pass: pass ?? '' })).toBeUndefined();
});

it('nothing given for a tab outlives it, and other tabs keep what they have', async () => {
  const { kept, admission } = setUp();
  const [spent, unspent, other] = [await admission.issue(1), await admission.issue(1), await admission.issue(2)];
  const pass = await admission.admit(1, { token: spent });
  await admission.forget(1);
  expect([...kept.keys()]).toEqual(['tab:1', `token:${other}`]);
  expect(await admission.admit(1, { token: unspent })).toBeUndefined();
  expect(await admission.admit(1, { pass: pass ?? '' })).toBeUndefined();
  expect(await admission.admit(2, { token: other })).toBeDefined();
});
