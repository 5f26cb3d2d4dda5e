import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { CustomField } from '../domain/custom-field.ts';
import { type Filter, type FilterNode, SavedFilter } from '../domain/filter.ts';
import type { FieldId } from '../domain/ids.ts';
import type { RuleSet } from '../domain/score.ts';
import { DEFAULT_RULES } from '../scoring/rules/default-rules.ts';
import { type RulesShop, readRulesFile, writeRulesFile } from './rules-file.ts';
import { fitRules, freeName } from './rules-fit.ts';
import { fieldRequest, makeMissing, segmentRequest } from './rules-make.ts';

const uuid = (kind: number, nth: number) => `0189000${kind}-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const segmentOf = (nth: number, name: string, where: FilterNode[], text = ''): SavedFilter => ({
  ...{ id: uuid(1, nth), name, filter: { text, where }, sort: 'name', descending: false },
});
const branch = (nth: number, labels: readonly string[]): CustomField => ({
  ...{ id: uuid(2, nth) as FieldId, name: 'Branch', kind: 'choice', position: 0, createdAt: 0 },
  choices: labels.map((label, at) => ({ id: uuid(3, nth * 100 + at), label, position: at })),
});
const choice = (field: CustomField, at: number) => field.choices[at]?.id as string;
const asking = (...ids: string[]): RuleSet => ({
  ...DEFAULT_RULES,
  rules: [
    {
      ...{ id: 'in', attribute: 'segment', points: 5 },
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values: ids }, share: 1 }], otherwise: 0 },
    },
  ],
});
const asked = ({ rules: [rule] }: RuleSet) =>
  rule?.shape.type === 'cases' && rule.shape.cases[0]?.when.is === 'any-of' ? rule.shape.cases[0].when.values : [];

/** What one shop writes, another reads. */
function between(rules: RuleSet, from: RulesShop, to: RulesShop) {
  const read = readRulesFile(writeRulesFile(rules, from));
  if (!read.ok) throw new Error(read.error.type);
  return { content: read.value, ...fitRules(read.value, to) };
}
const none: RulesShop = { fields: [], segments: [] };
const byCompany: FilterNode = { attribute: 'company', is: 'contains', text: 'trading' };

/** A shop in which things are made as the background makes them: with ids of its own. */
function makerOf(first: RulesShop, failing?: 'field' | 'segment') {
  let shop = first;
  let made = 500;
  return {
    shop: async () => shop,
    async field(given: Parameters<typeof fieldRequest>[0]) {
      if (failing === 'field') return false;
      const { choices = [], name, kind } = fieldRequest(given);
      made += 1;
      shop = { ...shop, fields: [...shop.fields, { ...branch(made, choices), name, kind }] };
      return true;
    },
    async segment(given: Parameters<typeof segmentRequest>[0]) {
      if (failing === 'segment') return false;
      made += 1;
      shop = { ...shop, segments: [...shop.segments, { id: uuid(1, made), ...segmentRequest(given) }] };
      return true;
    },
  };
}

describe('segments that the rules of a file ask for', () => {
  it('are those of this shop that ask for the very same, whatever their names and the order of what they ask', () => {
    const [there, here] = [branch(1, ['Cafés', 'Shops']), branch(2, ['shops', 'CAFÉS'])];
    const from = segmentOf(1, 'Trade', [
      byCompany,
      {
        match: 'any',
        of: [{ attribute: `custom:${there.id}`, is: 'any-of', values: [choice(there, 0), choice(there, 1)] }],
      },
    ]);
    const to = segmentOf(2, 'Companies', [
      {
        match: 'any',
        of: [{ attribute: `custom:${here.id}`, is: 'any-of', values: [choice(here, 0), choice(here, 1)] }],
      },
      byCompany,
    ]);
    const shop = { fields: [here], segments: [segmentOf(3, 'Trade', [byCompany]), to] };
    const found = between(asking(from.id), { fields: [there], segments: [from] }, shop);
    expect(asked(found.rules)).toEqual([to.id]);
    expect([found.missing, found.lost]).toEqual([
      { fields: [], segments: [] },
      { fields: [], segments: [] },
    ]);
    // Of several that ask for the same the one that is called so.
    const both = { fields: [here], segments: [to, { ...to, id: uuid(1, 4), name: 'trade' }] };
    const named = between(asking(from.id), { fields: [there], segments: [from] }, both);
    expect(asked(named.rules)).toEqual([uuid(1, 4)]);
  });

  it('are those of the same id in the browser that wrote it, whatever has become of them', () => {
    const now = segmentOf(1, 'Renamed', [{ attribute: 'orders', is: 'between', from: 9 }]);
    const found = between(
      asking(now.id),
      { fields: [], segments: [segmentOf(1, 'Trade', [byCompany])] },
      {
        ...none,
        segments: [now],
      },
    );
    expect([asked(found.rules), found.missing.segments, found.lost.segments]).toEqual([[now.id], [], []]);
  });

  it('are made with the fields that they ask for, and the rules then ask for those', async () => {
    const there = branch(1, ['Cafés']);
    const from = segmentOf(1, 'Trade', [
      { attribute: `custom:${there.id}`, is: 'none-of', values: [choice(there, 0)] },
    ]);
    const maker = makerOf({ ...none, segments: [segmentOf(9, 'Trade', [byCompany])] });
    const found = between(asking(from.id), { fields: [there], segments: [from] }, await maker.shop());
    expect(found.missing.fields.map(({ name }) => name)).toEqual(['Branch']);
    expect(found.missing.segments.map(({ name }) => name)).toEqual(['Trade']);
    const made = await makeMissing(found.content, maker);
    const { fields, segments } = await maker.shop();
    const [field, segment] = [fields[0] as CustomField, segments[1] as SavedFilter];
    // There is one of that name already.
    expect(segment.name).toBe('Trade (2)');
    const where = [{ attribute: `custom:${field.id}`, is: 'none-of', values: [choice(field, 0)] }];
    expect(segment.filter).toEqual({ text: '', where });
    expect(asked(made?.rules as RuleSet)).toEqual([segment.id]);
    expect(made?.missing).toEqual({ fields: [], segments: [] });
    // Once more nothing is made: it is all there.
    await makeMissing(found.content, maker);
    expect((await maker.shop()).segments.length).toBe(2);
  });

  it('are given up where one cannot be made; what was made before is found by the next try', async () => {
    const there = branch(1, ['Cafés']);
    const from = segmentOf(1, 'Trade', [{ attribute: `custom:${there.id}`, is: 'known' }]);
    const { content } = between(asking(from.id), { fields: [there], segments: [from] }, none);
    const failing = makerOf(none, 'segment');
    expect(await makeMissing(content, failing)).toBeUndefined();
    const left = await failing.shop();
    expect([left.fields.length, left.segments.length]).toEqual([1, 0]);
    const again = makerOf(left);
    expect(asked((await makeMissing(content, again))?.rules as RuleSet)).toEqual([
      (await again.shop()).segments[0]?.id,
    ]);
    expect((await again.shop()).fields.length).toBe(1);
    expect(await makeMissing(content, makerOf(none, 'field'))).toBeUndefined();
  });

  it('say why they cannot be taken over', () => {
    const taken = { ...branch(1, []), kind: 'number' } as CustomField;
    const there = branch(2, ['Cafés']);
    const cases: [string, SavedFilter, RulesShop?][] = [
      ['circle', segmentOf(1, 'A', [{ attribute: 'score', is: 'between', from: 60 }])],
      ['text', segmentOf(1, 'B', [byCompany], 'tea')],
      ['record', segmentOf(1, 'C', [{ attribute: 'source', is: 'any-of', values: ['user'] }])],
      ['unknown', segmentOf(1, 'D', [{ attribute: 'sentiment', is: 'known' }])],
      // Of a field that was gone when the file was written; that is of another kind here; a choice that this shop has not.
      ['field', segmentOf(1, 'E', [{ attribute: `custom:${uuid(2, 7)}`, is: 'known' }])],
      ['field', segmentOf(1, 'F', [{ attribute: `custom:${there.id}`, is: 'known' }]), { ...none, fields: [taken] }],
      [
        'field',
        segmentOf(1, 'G', [{ attribute: `custom:${there.id}`, is: 'any-of', values: [choice(there, 0)] }]),
        { ...none, fields: [branch(3, ['Shops'])] },
      ],
    ];
    for (const [why, segment, to = none] of cases) {
      const found = between(asking(segment.id), { fields: [there], segments: [segment] }, to);
      expect([found.lost.segments, found.missing.segments]).toEqual([[{ name: segment.name, why }], []]);
      expect(asked(found.rules)).toEqual([segment.id]);
    }
    // A file of before segments were written, or of one that was gone.
    const found = between(asking(uuid(1, 1)), none, none);
    expect(found.lost.segments).toEqual([{ name: '', why: 'untold' }]);
  });

  it('come to a shop without any as they were, and are found there ever after', async () => {
    const leaf: fc.Arbitrary<FilterNode> = fc.oneof(
      fc.record({
        attribute: fc.constantFrom('orders', 'purchases'),
        is: fc.constant('between' as const),
        from: fc.nat(9),
      }),
      fc.record({
        attribute: fc.constantFrom('tag', 'stage'),
        is: fc.constantFrom('any-of' as const, 'none-of' as const),
        values: fc.uniqueArray(fc.constantFrom('new', 'loyal', 'active'), { minLength: 1 }),
      }),
    );
    const node: fc.Arbitrary<FilterNode> = fc.oneof(
      leaf,
      fc.record({
        match: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
        of: fc.array(leaf, { maxLength: 3 }),
      }),
    );
    const filters = fc.array(fc.array(node, { maxLength: 3 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(filters, async (wheres) => {
        const segments = wheres.map((where, nth) => segmentOf(nth, `S${nth}`, where));
        const { content } = between(asking(...segments.map(({ id }) => id)), { fields: [], segments }, none);
        // Another browser has none of the ids.
        const strange = {
          ...content,
          rules: asking(...segments.map(({ id }) => id.replace('0189', '0199'))),
          segments: content.segments.map((one) => ({ ...one, id: one.id.replace('0189', '0199') })),
        };
        const maker = makerOf(none);
        const made = await makeMissing(strange, maker);
        const shop = await maker.shop();
        const filterOf = (id: string): Filter | undefined => shop.segments.find((one) => one.id === id)?.filter;
        const canonical = (filter: Filter | undefined) =>
          fitRules(
            { ...strange, rules: asking('x'), segments: [{ id: 'x', name: '', filter: filter as Filter }] },
            { fields: [], segments },
          ).missing.segments;
        // Each asks for what it asked for: the shop that wrote the file knows it as its own.
        for (const id of asked(made?.rules as RuleSet)) expect(canonical(filterOf(id))).toEqual([]);
        expect(made?.missing.segments).toEqual([]);
      }),
    );
  });

  it('are given a name that is free', () => {
    const segments = ['A', 'A (2)', 'B'].map((name, nth) => segmentOf(nth, name, []));
    expect(['A', 'B', 'C', ' '].map((name) => freeName(name, { fields: [], segments }))).toEqual([
      'A (3)',
      'B (2)',
      'C',
      '?',
    ]);
  });

  it('that is long makes room for its number, and is a name that a segment may have', () => {
    for (const long of ['x'.repeat(80), `${'x'.repeat(75)}😀xxx`, `${'x'.repeat(75)}  ${'y'.repeat(3)}`]) {
      const given = freeName(long, { fields: [], segments: [segmentOf(1, long, [])] });
      expect(given.endsWith('x (2)')).toBe(true);
      expect(given.isWellFormed()).toBe(true);
      expect(z.safeParse(SavedFilter, segmentOf(2, given, [])).success).toBe(true);
      const both = [segmentOf(1, long, []), segmentOf(2, given, [])];
      expect(freeName(long, { fields: [], segments: both })).toBe(given.replace('(2)', '(3)'));
    }
  });
});
