import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../domain/custom-field.ts';
import type { FieldId } from '../../domain/ids.ts';
import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { evaluate } from './evaluate.ts';
import { attributeOfField, knownAttributes } from './known-attributes.ts';
import { severityOf } from './rule-issue.ts';
import { caseOf, shareOf } from './share.ts';
import { reachOf, validateRules } from './validate.ts';

const FIELD_ID = '01890000-0000-7000-8000-000000000001' as FieldId;
const CHOICE_ID = '01890000-0000-4000-8000-000000000002';
const field = (kind: CustomField['kind'], more: Partial<CustomField> = {}): CustomField => ({
  id: FIELD_ID,
  name: 'Branch',
  kind,
  choices: [],
  position: 0,
  createdAt: 0,
  ...more,
});
const branch = field('choice', { choices: [{ id: CHOICE_ID, label: 'Cafés', position: 0 }] });
const known = knownAttributes([branch], ['wholesale', 'press']);

const [buy, , stage] = DEFAULT_RULES.rules as [ScoreRule, ScoreRule, ScoreRule];
const withRules = (...rules: ScoreRule[]): RuleSet => ({ ...DEFAULT_RULES, rules });
const casesOf = (attribute: string, ...cases: (ScoreRule['shape'] & { type: 'cases' })['cases']): ScoreRule => ({
  id: 'r',
  attribute,
  shape: { type: 'cases', cases, otherwise: 0 },
  points: 10,
});
const typesOf = (...rules: ScoreRule[]) => validateRules(withRules(...rules), known).map(({ type }) => type);

describe('checking rules', () => {
  it('finds the default rules sound, and says that two of them rest on recency', () => {
    expect(validateRules(DEFAULT_RULES, known)).toEqual([
      { type: 'overlap', basis: 'recency', ruleIds: ['buy', 'stage'] },
    ]);
    expect(severityOf({ type: 'overlap', basis: 'recency', ruleIds: [] })).toBe('info');
  });

  it('tells where a rule is wrong', () => {
    expect(
      validateRules(
        withRules(
          {
            ...buy,
            shape: {
              type: 'linear',
              points: [
                { at: 0, share: 0 },
                { at: 0.5, share: 1 },
                { at: 0.5, share: 0.5 },
                { at: 0.4, share: 0 },
              ],
            },
          },
          { ...stage, id: 'buy' },
          casesOf('purchases', { when: { is: 'between', from: 5, to: 2 }, share: 1 }),
          { ...buy, id: 'line-over-words', attribute: 'abc' },
          { ...casesOf('abc', { when: { is: 'between', from: 1 }, share: 1 }), id: 'range-of-words' },
          { ...casesOf('sinceDays', { when: { is: 'any-of', values: ['A'] }, share: 1 }), id: 'word-among-numbers' },
        ),
        known,
      ).filter((issue) => severityOf(issue) === 'error'),
    ).toEqual([
      { type: 'points-not-ascending', ruleId: 'buy', pointIndex: 2 },
      { type: 'points-not-ascending', ruleId: 'buy', pointIndex: 3 },
      { type: 'same-id', ruleId: 'buy' },
      { type: 'range-upside-down', ruleId: 'r', caseIndex: 0 },
      { type: 'wrong-kind', ruleId: 'line-over-words' },
      { type: 'wrong-kind', ruleId: 'range-of-words', caseIndex: 0 },
      { type: 'wrong-kind', ruleId: 'word-among-numbers', caseIndex: 0 },
    ]);
  });

  it('finds rules that give nobody points', () => {
    expect(typesOf({ ...buy, points: 0 })).toEqual(['no-points']);
    expect(
      typesOf({
        ...buy,
        shape: {
          type: 'linear',
          points: [
            { at: 0, share: 0.5 },
            { at: 1, share: 0.5 },
          ],
        },
      }),
    ).toEqual(['constant-shape']);
    // Flat wherever the attribute can be.
    expect(
      typesOf({
        ...buy,
        shape: {
          type: 'linear',
          points: [
            { at: 2, share: 0 },
            { at: 3, share: 1 },
          ],
        },
      }),
    ).toEqual(['constant-shape']);
    expect(validateRules(withRules({ ...buy, attribute: 'custom:gone' }), known)).toEqual([
      { type: 'unknown-attribute', ruleId: 'buy', attribute: 'custom:gone' },
    ]);
    expect(typesOf(casesOf('pBuy', { when: { is: 'between', from: 2 }, share: 1 }))).toEqual(['never-holds']);
    expect(
      validateRules(withRules(casesOf('tag', { when: { is: 'any-of', values: ['press', 'vip'] }, share: 1 })), known),
    ).toEqual([{ type: 'unknown-value', ruleId: 'r', caseIndex: 0, value: 'vip' }]);
    expect(
      typesOf(
        casesOf(
          'sinceDays',
          { when: { is: 'between', to: 30 }, share: 1 },
          { when: { is: 'between', from: 31, to: 90 }, share: 0.5 },
          { when: { is: 'between', from: 10, to: 60 }, share: 0.2 },
        ),
      ),
    ).toEqual(['covered-case']);
  });

  it('says how far the rules can reach, and when that is cut off', () => {
    const means = new Map([['buy', 0.25]]);
    expect(reachOf([buy], known, means)).toEqual({ min: 50 - 7.5, max: 50 + 22.5 });
    const small = withRules({ ...buy, points: 15 });
    expect(validateRules(small, known, means)).toEqual([{ type: 'tier-unreachable', tier: 'A' }]);
    expect(validateRules(withRules({ ...buy, points: 100 }), known, means)).toEqual([
      { type: 'clamped', min: 25, max: 125 },
    ]);
    expect(validateRules(withRules({ ...buy, points: -100 }), known, means)[0]).toEqual({
      type: 'clamped',
      min: -25,
      max: 75,
    });
  });

  it('finds tiers that are out of order or out of reach', () => {
    const tiersOf = (tiers: Partial<RuleSet['tiers']>) =>
      validateRules({ ...DEFAULT_RULES, rules: [buy], tiers: { ...DEFAULT_RULES.tiers, ...tiers } }, known);
    expect(tiersOf({ least: { A: 50, B: 50, C: 60 } })).toEqual([
      { type: 'tiers-not-descending', tier: 'B' },
      { type: 'tiers-not-descending', tier: 'C' },
    ]);
    expect(tiersOf({ least: { A: 98, B: 60, C: 40 } })).toEqual([{ type: 'tier-unreachable', tier: 'A' }]);
    expect(tiersOf({ by: 'rfm', least: { A: 13, B: 9, C: 6 } })).toEqual([{ type: 'tier-unreachable', tier: 'A' }]);
    expect(tiersOf({ by: 'value', least: { A: 1e9, B: 9, C: 6 } })).toEqual([]);
  });

  it('says that an attribute is asked twice, but not of tags', () => {
    expect(validateRules(withRules(buy, { ...buy, id: 'again' }), known)).toEqual([
      { type: 'same-attribute', attribute: 'pBuy', ruleIds: ['buy', 'again'] },
    ]);
    const tag = casesOf('tag', { when: { is: 'any-of', values: ['press'] }, share: 1 });
    expect(typesOf(tag, { ...tag, id: 's' })).toEqual([]);
  });

  const share = fc.constantFrom(0, 0.25, 0.5, 1);
  it('calls a case dead exactly when no value that the attribute can be is in it', () => {
    const whole = {
      from: fc.option(fc.integer({ min: -1, max: 7 }), { nil: undefined }),
      to: fc.option(fc.integer({ min: -1, max: 7 }), { nil: undefined }),
    };
    const ranges = fc.array(fc.record({ when: fc.record({ is: fc.constant('between' as const), ...whole }), share }), {
      minLength: 1,
      maxLength: 6,
    });
    const abc = fc.array(
      fc.record({
        when: fc.record({ is: fc.constant('any-of' as const), values: fc.subarray(['A', 'B', 'C'], { minLength: 1 }) }),
        share,
      }),
      { minLength: 1, maxLength: 5 },
    );
    const rule = fc.oneof(
      ranges.map((cases) => casesOf('recency', ...(cases as never[]))),
      abc.map((cases) => casesOf('abc', ...cases)),
    );
    fc.assert(
      fc.property(rule, (one) => {
        const values = one.attribute === 'recency' ? [1, 2, 3, 4, 5] : ['A', 'B', 'C'];
        const reached = new Set(values.map((value) => caseOf(one, value)));
        const issues = validateRules(withRules(one), known);
        const dead = issues.flatMap((issue) => ('caseIndex' in issue ? [issue.caseIndex] : []));
        const cases = one.shape.type === 'cases' ? one.shape.cases : [];
        expect(cases.map((_, index) => dead.includes(index))).toEqual(cases.map((_, index) => !reached.has(index)));
        const isConstant = new Set(values.map((value) => shareOf(one, value))).size === 1;
        expect(issues.some(({ type }) => type === 'constant-shape')).toBe(isConstant && dead.length === 0);
      }),
    );
  });

  it('never lets a score out of what it says can be reached', () => {
    const rules = fc.array(
      fc.record({
        id: fc.uuid(),
        attribute: fc.constant('recency'),
        points: fc.integer({ min: -100, max: 100 }),
        shape: fc.array(share, { minLength: 5, maxLength: 5 }).map((shares) => ({
          type: 'linear' as const,
          points: shares.map((one, index) => ({ at: index + 1, share: one })),
        })),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        rules,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (some, shares, recency) => {
          const means = new Map(some.map(({ id }, index) => [id, shares[index] ?? 0]));
          const { min, max } = reachOf(some, known, means);
          for (const attributes of [{ recency }, {}]) {
            const { unclamped } = evaluate({ rules: some }, attributes, means);
            expect(unclamped).toBeGreaterThanOrEqual(min - 1e-9);
            expect(unclamped).toBeLessThanOrEqual(max + 1e-9);
          }
        },
      ),
    );
  });
});

describe('a field of the shop', () => {
  it('is known by its kind, and words without an end are not', () => {
    const kinds = (['number', 'money', 'date', 'yesno', 'choice', 'choices', 'text', 'link'] as const).map(
      (kind) => knownAttributes([field(kind)]).get(`custom:${FIELD_ID}`)?.kind,
    );
    expect(kinds).toEqual(['number', 'number', 'number', 'choice', 'choice', 'choice', undefined, undefined]);
    expect(known.get(`custom:${FIELD_ID}`)?.values).toEqual([CHOICE_ID]);
  });

  it('gives rules its value as a number, a word or some', () => {
    const day = 20_000;
    const money = field('money', { currency: 'USD' });
    expect(attributeOfField(field('number'), 3.5, day)).toBe(3.5);
    expect(attributeOfField(money, { amountMinor: 1250, currency: 'USD' }, day)).toBe(12.5);
    expect(attributeOfField(money, { amountMinor: 1250, currency: 'EUR' }, day)).toBeUndefined();
    expect(attributeOfField(field('money'), { amountMinor: 1250, currency: 'JPY' }, day, 'JPY')).toBe(1250);
    // 20,000 days after 1970-01-01 is 2024-10-04.
    expect(attributeOfField(field('date'), '2024-10-01', day)).toBe(3);
    expect(attributeOfField(field('date'), '2024-10-05', day)).toBe(-1);
    expect(attributeOfField(field('yesno'), false, day)).toBe('no');
    expect(attributeOfField(branch, CHOICE_ID, day)).toBe(CHOICE_ID);
    expect(attributeOfField(field('choices'), [CHOICE_ID], day)).toEqual([CHOICE_ID]);
    expect(attributeOfField(field('text'), 'words', day)).toBeUndefined();
    expect(attributeOfField(field('number'), undefined, day)).toBeUndefined();
  });
});
