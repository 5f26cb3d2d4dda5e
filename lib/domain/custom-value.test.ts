import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CustomField, choiceRegister, customFieldOf, type FieldKind } from './custom-field.ts';
import { customValuesOf, readCustomValue, searchText, sortKeyOf, storedValue, typedText } from './custom-value.ts';
import { uuidv7 } from './uuid.ts';

const id = (nth: number) => uuidv7(1_790_000_000_000 + nth, (bytes) => bytes.fill(nth));
const field = (kind: FieldKind, more: Partial<CustomField> = {}): CustomField => ({
  ...{ id: id(1) as CustomField['id'], name: 'Field', kind, position: 0, createdAt: 0 },
  choices: [
    { id: id(11), label: 'Green tea', position: 0 },
    { id: id(12), label: '普洱', position: 1 },
    { id: id(13), label: 'Gone', position: 2, archived: true },
  ],
  ...more,
});
const read = (kind: FieldKind, given: unknown, more?: Partial<CustomField>) => {
  const result = readCustomValue(field(kind, more), given);
  return result.ok ? result.value : result.error.type;
};

describe('a value of a custom field', () => {
  it.each([
    ['number', '42', 42],
    ['number', '-1,234.5', -1234.5],
    ['number', '１２３', 123],
    ['number', 'forty', 'no-number'],
    ['number', '1,23', 'no-number'],
    ['number', '1e400', 'no-number'],
    ['money', '12.50 EUR', { amountMinor: 1250, currency: 'EUR' }],
    ['money', 'usd 1,200', { amountMinor: 120_000, currency: 'USD' }],
    ['money', '€0.07', { amountMinor: 7, currency: 'EUR' }],
    ['money', '-1.15 USD', { amountMinor: -115, currency: 'USD' }],
    ['money', '500 JPY', { amountMinor: 500, currency: 'JPY' }],
    ['money', '5.5 JPY', 'no-amount'],
    ['money', '12.505 EUR', 'no-amount'],
    ['money', '12.50', 'no-currency'],
    ['money', 'a lot', 'no-amount'],
    ['money', { amountMinor: 1.5, currency: 'EUR' }, 'no-amount'],
    ['date', '2026-3-1', '2026-03-01'],
    ['date', '2026年3月31日', '2026-03-31'],
    ['date', '2026-03-31T10:00:00Z', '2026-03-31'],
    ['date', '2026-02-30', 'no-date'],
    ['date', '31.03.2026', 'no-date'],
    ['yesno', 'Yes', true],
    ['yesno', '否', false],
    ['yesno', false, false],
    ['yesno', 'perhaps', 'no-yesno'],
    ['choice', ' green TEA ', id(11)],
    ['choice', id(12), id(12)],
    ['choice', 'coffee', 'no-choice'],
    ['choices', '普洱, green tea', [id(11), id(12)]],
    ['choices', [id(12)], [id(12)]],
    ['choices', [], null],
    ['choices', 'green tea; coffee', 'no-choice'],
    ['link', 'shop.example/a b', 'https://shop.example/a%20b'],
    ['link', 'mailto:ann@x.example', 'mailto:ann@x.example'],
    ['link', 'javascript:alert(1)', 'no-link'],
    ['link', 'data:text/html,x', 'no-link'],
    ['link', 'nothing', 'no-link'],
    ['text', 'x'.repeat(2001), 'too-long'],
    ['text', '  ', null],
    ['text', null, null],
  ] as const)('of kind %s reads %j as %j', (kind, given, expected) => {
    expect(read(kind, given)).toEqual(expected);
  });

  it('takes the currency of its field where an amount names none, or only a sign of several', () => {
    expect(read('money', '12.5', { currency: 'CNY' })).toEqual({ amountMinor: 1250, currency: 'CNY' });
    expect(read('money', '¥12.5', { currency: 'CNY' })).toEqual({ amountMinor: 1250, currency: 'CNY' });
    expect(read('money', '12.5 USD', { currency: 'CNY' })).toEqual({ amountMinor: 1250, currency: 'USD' });
  });

  it('is still read as the choice it holds when the choice is offered no longer', () => {
    expect(read('choice', id(13))).toBe(id(13));
  });

  it('as it is typed reads back to itself, whatever it is', () => {
    const money = fc.record({
      amountMinor: fc.integer({ min: -1e12, max: 1e12 }),
      currency: fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD'),
    });
    const day = fc
      .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const cases = fc.oneof(
      fc.tuple(fc.constant<FieldKind>('money'), money),
      fc.tuple(fc.constant<FieldKind>('date'), day),
      fc.tuple(fc.constant<FieldKind>('number'), fc.integer({ min: -1e9, max: 1e9 })),
      fc.tuple(fc.constant<FieldKind>('yesno'), fc.boolean()),
      fc.tuple(fc.constant<FieldKind>('choices'), fc.subarray([id(11), id(12), id(13)], { minLength: 1 })),
    );
    fc.assert(
      fc.property(cases, ([kind, value]) => {
        expect(read(kind, typedText(value))).toEqual(value);
      }),
    );
  });

  it('of any other shape is not taken out of a register', () => {
    expect(storedValue({ html: '<b>' })).toBeUndefined();
    expect(
      customValuesOf({ name: 'Ann', [`custom:${id(1)}`]: 3, [`custom:${id(2)}`]: { a: 1 }, [`custom:${id(3)}`]: null }),
    ).toEqual({ [id(1)]: 3 });
  });

  it('is found by its words and sorted by what it is', () => {
    expect(searchText(field('choices'), [id(11), id(13)])).toBe('Green tea Gone');
    expect(searchText(field('number'), 42)).toBe('');
    expect(sortKeyOf(field('money'), { amountMinor: 5, currency: 'EUR' })).toEqual({ value: 5, group: 'EUR' });
    expect(sortKeyOf(field('choice'), id(12))).toEqual({ value: 1 });
    expect(sortKeyOf(field('text'), undefined)).toEqual({ value: undefined });
  });
});

it('a field is read from its registers, its choices in order; half of one is none', () => {
  const registers = { id: id(1), name: 'Tea', kind: 'choice', position: 2, createdAt: 5 };
  const made = customFieldOf({
    ...registers,
    [choiceRegister(id(12))]: { label: 'second', position: 1 },
    [choiceRegister(id(11))]: { label: 'first', position: 0 },
    [choiceRegister(id(13))]: { oddly: true },
    later: 'unknown to this version',
  });
  expect(made?.choices.map(({ label }) => label)).toEqual(['first', 'second']);
  expect(customFieldOf({ id: id(1), name: 'Tea' })).toBeUndefined();
});
