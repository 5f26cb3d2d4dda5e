import { expect, it } from 'vitest';
import type { FilterNode } from '../../lib/domain/filter.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { dashboardBackground } from '../../tests/view/dashboard-states.ts';
import { startDuplicateWork, startFileWork } from '../../tests/view/file-work.ts';
import { savedFilters } from '../../tests/view/list-states.ts';
import { sampleFields } from '../../tests/view/sample-records.ts';
import { createConsoleApi } from './console-api.ts';

const english = await loadTranslator('en');

function setUp() {
  const background = dashboardBackground({ hash: '', customers: 900, saved: savedFilters }, 'en', 'light');
  const work = { startFileWork, startDuplicateWork, timeZone: 'Asia/Shanghai', version: '0.1.0' };
  return { background, regulars: createConsoleApi(background, () => english.t, work) };
}
const [tea, size, budget] = sampleFields;

it('passes rules on as a text, and takes them with the segments that they ask for', async () => {
  const { background, regulars } = setUp();
  const saved = savedFilters[1];
  const rule = {
    ...{ id: 'in', attribute: 'segment', points: 5 },
    shape: {
      type: 'cases' as const,
      cases: [{ when: { is: 'any-of' as const, values: [saved?.id as string] }, share: 1 }],
      otherwise: 0,
    },
  };
  const { active } = await regulars.rules.list();
  await regulars.rules.save({ ...active, rules: [rule] });
  const text = await regulars.rules.toFile();
  expect(JSON.parse(text).segments).toEqual([{ id: saved?.id, name: saved?.name, filter: saved?.filter }]);
  // Another shop has none of that id, but one that asks for the very same.
  const strange = '01990000-0000-7000-8000-000000000001';
  const same = await regulars.rules.fromFile(text.replaceAll(saved?.id as string, strange));
  expect(same.rules.rules).toEqual([rule]);
  const other = text.replaceAll(saved?.id as string, strange).replace('"days": 180', '"days": 190');
  const found = await regulars.rules.fromFile(other);
  expect(found.missing.segments.map(({ name }) => name)).toEqual([saved?.name]);
  expect(background.of('filters.save')).toEqual([]);
  const made = await regulars.rules.fromFile(other, { make: true });
  expect(background.of('filters.save')[0]).toMatchObject({ name: `${saved?.name} (2)` });
  expect(made.missing.segments).toEqual([]);
  expect(JSON.stringify(made.rules)).not.toContain(strange);
  await expect(regulars.rules.fromFile('{}')).rejects.toMatchObject({ name: 'bad-request' });
});

it('names fields and choices as people do, in groups too', async () => {
  const { background, regulars } = setUp();
  const where: FilterNode[] = [
    { attribute: 'custom:shoe SIZE', is: 'between', from: 40 },
    {
      match: 'none',
      of: [
        { attribute: 'custom:年度预算:CNY', is: 'known' },
        { attribute: `custom:${tea?.name}`, is: 'any-of', values: ['Oolong'] },
        { attribute: 'custom:Newsletter', is: 'any-of', values: ['true'] },
      ],
    },
  ];
  await regulars.segments.save('Tall', { where }, { sort: 'name', descending: false });
  expect(background.of('filters.save')).toMatchObject([
    {
      ...{ name: 'Tall', sort: 'name', descending: false },
      filter: {
        text: '',
        where: [
          { attribute: `custom:${size?.id}`, is: 'between', from: 40 },
          {
            match: 'none',
            of: [
              { attribute: `custom:${budget?.id}:CNY`, is: 'known' },
              { attribute: `custom:${tea?.id}`, is: 'any-of', values: [tea?.choices[1]?.id] },
              { attribute: `custom:${sampleFields[4]?.id}`, is: 'any-of', values: ['yes'] },
            ],
          },
        ],
      },
    },
  ]);
});

it('answers what cannot be with a sentence, and asks nothing', async () => {
  const { background, regulars } = setUp();
  const vip: FilterNode = { attribute: 'tag', is: 'any-of', values: ['vip'] };
  const round: FilterNode = { match: 'all', of: [] };
  round.of.push(round);
  let deep: FilterNode = vip;
  for (let depth = 0; depth < 6; depth += 1) deep = { match: 'any', of: [deep] };
  const cases: readonly [readonly FilterNode[], string, string][] = [
    [[round], 'cyclic', 'A group contains itself.'],
    [[deep], 'too-deep', 'at most 5 may stand inside each other'],
    [Array.from({ length: 101 }, () => vip), 'too-many', 'at most 100'],
    [[{ attribute: 'tiger', is: 'known' }], 'no-attribute', '“tiger”'],
    [[{ attribute: 'custom:No such field', is: 'known' }], 'no-attribute', '“custom:No such field”'],
  ];
  for (const [where, name, words] of cases) {
    const refused = await regulars.segments.count({ where }).catch((error: Error) => error);
    expect(refused).toMatchObject({ name, message: expect.stringContaining(words) });
    await expect(regulars.bulk.run({ where }, { do: 'remove' })).rejects.toThrow(words);
    await expect(regulars.customers.list({ filter: { where } })).rejects.toThrow(words);
  }
  expect(background.of('customers.list')).toEqual([]);
  expect(background.of('bulk.run')).toEqual([]);
});

it('counts, lists, exports and deletes a segment by its name', async () => {
  const { background, regulars } = setUp();
  const [first] = savedFilters;
  expect((await regulars.segments.list()).map(({ name, count }) => [name, count])).toEqual([
    [first?.name, 100],
    [savedFilters[1]?.name, 100],
  ]);
  expect(await regulars.segments.count(first?.name ?? '')).toBe(100);
  const rows = await regulars.segments.customers(first?.id ?? '', { limit: 7 });
  expect(rows).toHaveLength(7);
  expect(background.of('customers.list').at(-1)).toMatchObject({ where: first?.filter.where, sort: 'net', limit: 7 });
  await regulars.export('customers.csv', { segment: first?.name ?? '' });
  expect(background.of('export.people')[0]).toMatchObject({ of: { filter: first?.filter, except: [] } });
  await regulars.segments.delete(first?.name ?? '');
  expect(background.of('filters.remove')).toMatchObject([{ id: first?.id }]);
  await expect(regulars.segments.customers('No such')).rejects.toThrow('There is no segment “No such”.');
});
