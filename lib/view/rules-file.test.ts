import { describe, expect, it } from 'vitest';
import type { CustomField } from '../domain/custom-field.ts';
import type { FieldId } from '../domain/ids.ts';
import type { RuleSet } from '../domain/score.ts';
import { DEFAULT_RULES } from '../scoring/rules/default-rules.ts';
import { type RulesShop, readRulesFile, writeRulesFile } from './rules-file.ts';
import { fitRules } from './rules-fit.ts';

const fieldOf = (digit: number, name: string, choice: string): CustomField => ({
  id: `01890000-0000-7000-8000-00000000000${digit}` as FieldId,
  name,
  kind: 'choice',
  choices: [{ id: `01890000-0000-4000-8000-00000000000${digit}`, label: choice, position: 0 }],
  position: 0,
  createdAt: 0,
});
const here = fieldOf(1, 'Branch', 'Cafés');
const there = fieldOf(2, ' branch ', 'cafés');
const rulesOf = (field: CustomField): RuleSet => ({
  ...DEFAULT_RULES,
  rules: [
    {
      id: 'branch',
      attribute: `custom:${field.id}`,
      shape: {
        type: 'cases',
        cases: [{ when: { is: 'any-of', values: [field.choices[0]?.id ?? ''] }, share: 1 }],
        otherwise: 0,
      },
      points: 5,
    },
  ],
  groupNames: { vip: 'Stars' },
});

const shop = (...fields: CustomField[]): RulesShop => ({ fields, segments: [] });
/** The rules of a file as a shop takes them. */
function taken(text: string, of: RulesShop) {
  const read = readRulesFile(text);
  if (!read.ok) throw new Error(read.error.type);
  return fitRules(read.value, of);
}

describe('a file of score rules', () => {
  it('is read back as it was written, and holds nothing of the customers', () => {
    const text = writeRulesFile({ ...rulesOf(here), version: 7 }, shop(here, there));
    expect(taken(text, shop(here))).toMatchObject({ rules: rulesOf(here), missing: { fields: [] } });
    // Of the shop's fields the one that is asked for alone.
    expect(JSON.parse(text).fields.map(({ name }: { name: string }) => name)).toEqual(['Branch']);
    expect(readRulesFile(`\uFEFF${text}`).ok).toBe(true);
  });

  it('of another shop asks for the field of that name here, and its choices by their labels', () => {
    expect(taken(writeRulesFile(rulesOf(there), shop(there)), shop(here)).rules).toEqual(rulesOf(here));
  });

  it('names a field that this shop has not, so that it can be made; not where the name is another kind of field', () => {
    const text = writeRulesFile(rulesOf(there), shop(there));
    const fresh = taken(text, shop());
    expect(fresh.rules.rules[0]?.attribute).toBe(`custom:${there.id}`);
    expect(fresh.missing.fields).toMatchObject([{ name: there.name, kind: 'choice', choices: [{ label: 'cafés' }] }]);
    const otherKind: CustomField = { ...here, kind: 'number', choices: [] };
    expect(taken(text, shop(otherKind))).toMatchObject({
      rules: { rules: [{ attribute: `custom:${there.id}` }] },
      missing: { fields: [] },
      lost: { fields: [there.name] },
    });
  });

  it('tells the choices that are offered or asked for, and no more than another shop can be given', () => {
    const first = here.choices[0] as CustomField['choices'][number];
    const others = (count: number, archived: boolean) =>
      Array.from({ length: count }, (_, nth) => ({
        id: `0189000${archived ? 1 : 2}-0000-4000-8000-${String(nth).padStart(12, '0')}`,
        label: `${archived ? 'Old' : 'New'} ${nth}`,
        position: nth + 1,
        ...(archived ? { archived } : {}),
      }));
    const labels = (...choices: CustomField['choices']) => {
      const text = writeRulesFile(rulesOf(here), shop({ ...here, choices }));
      const read = readRulesFile(text);
      return read.ok ? read.value.fields[0]?.choices.map(({ label }) => label) : read.error;
    };
    expect(labels(...others(2, true), first, ...others(1, false))).toEqual(['Cafés', 'New 0']);
    expect(labels({ ...first, archived: true }, ...others(1, false))).toEqual(['Cafés', 'New 0']);
    // Of too many the one that is asked for stays, though it is the last.
    const told = labels(...others(300, false), first);
    expect(told).toHaveLength(200);
    expect(told).toContain('Cafés');
  });

  it('that is none says why', () => {
    const good = JSON.parse(writeRulesFile(DEFAULT_RULES, shop()));
    const of = (change: object) => {
      const read = readRulesFile(JSON.stringify({ ...good, ...change }));
      return read.ok ? undefined : read.error;
    };
    const fault = (text: string) => {
      const read = readRulesFile(text);
      return read.ok ? undefined : read.error.type;
    };
    expect(fault('{"format":"regulars-score-rules",')).toBe('not-json');
    expect(['null', '[]', '7', '{"format":"backup"}'].map(fault)).toEqual(Array(4).fill('not-rules'));
    expect(fault(`"${'x'.repeat(1_000_001)}"`)).toBe('too-large');
    expect(of({ formatVersion: 2 })).toEqual({ type: 'newer' });
    const [first] = good.rules;
    expect(of({ rules: [{ ...first, points: 1e9 }] })).toEqual({ type: 'bad-value', at: 'rules.0.points' });
    expect(of({ rules: [{ ...first, points: '30' }] })).toEqual({ type: 'bad-value', at: 'rules.0.points' });
    expect(of({ rules: Array(31).fill(first) })).toEqual({ type: 'bad-value', at: 'rules' });
    expect(of({ tiers: { ...good.tiers, by: 'eval' } })).toEqual({ type: 'bad-value', at: 'tiers.by' });
    const values = Array.from({ length: 201 }, (_, nth) => `tag ${nth}`);
    const words = (count: number) => ({
      ...{ id: 'words', attribute: 'tag', points: 5 },
      shape: {
        type: 'cases',
        cases: [{ when: { is: 'any-of', values: values.slice(0, count) }, share: 1 }],
        otherwise: 0,
      },
    });
    expect(of({ rules: [words(200)] })).toBeUndefined();
    expect(of({ rules: [words(201)] })).toEqual({ type: 'bad-value', at: 'rules.0.shape.cases.0.when.values' });
    const field = { id: 'f', name: 'Budget', kind: 'money' };
    expect(of({ fields: [{ ...field, currency: 'EUR' }] })).toBeUndefined();
    for (const currency of ['', '€', 'eur'])
      expect(of({ fields: [{ ...field, currency }] })).toEqual({ type: 'bad-value', at: 'fields.0.currency' });
    const choices = values.map((label) => ({ id: label, label }));
    expect(of({ fields: [{ ...field, kind: 'choice', choices }] })).toEqual({
      type: 'bad-value',
      at: 'fields.0.choices',
    });
    expect(of({})).toBeUndefined();
  });

  it('leaves out what is no part of rules, whatever it is called', () => {
    const text = writeRulesFile(DEFAULT_RULES, shop()).replace('{', '{ "__proto__": { "points": 5 }, "extra": 1,');
    const read = readRulesFile(text);
    const { rules, tiers } = DEFAULT_RULES;
    expect(read).toEqual({ ok: true, value: { rules: { version: 0, rules, tiers }, fields: [], segments: [] } });
    expect(({} as { points?: number }).points).toBeUndefined();
  });
});
