import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fact } from '../../tests/fixtures/identity/customer-file.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Match } from '../domain/page-context.ts';
import { type SeenCandidate, toCandidate } from './candidate.ts';
import { decideMatch, type Found, type Hit, type Rejection } from './match.ts';

const ORIGIN = 'https://console.example';

interface Filed {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly phones?: readonly string[];
  readonly masked?: readonly string[];
  readonly nicks?: readonly string[];
  readonly shared?: readonly string[];
}
type Seen = Partial<Record<'name' | 'email' | 'phone' | 'account' | 'nick', string>>;

function seen(given: Seen, recipe = 'taobao'): SeenCandidate {
  const facts = Object.fromEntries(Object.entries(given).map(([field, value]) => [field, fact(value)]));
  const seat = { sighting: { recipe, view: 'order' as const }, origin: ORIGIN, region: 'CN' };
  const found = toCandidate({ role: 'buyer', ...facts }, 'buyer', seat);
  if (found === undefined) throw new Error('the sample names nobody');
  return found;
}

/** Everything on file comes back from every lookup: what does not agree is for the decision to leave out. */
function all(file: readonly Filed[]): Found {
  const hits = (keysOf: (one: Filed) => readonly string[]): Hit[] =>
    file.flatMap((one) =>
      keysOf(one).map((key) => ({
        customerId: one.id as CustomerId,
        name: one.name ?? '',
        email: one.email ?? '',
        key,
        phones: one.phones ?? [],
        accounts: [],
        maskedPhones: one.masked ?? [],
        sharedKeys: one.shared ?? [],
      })),
    );
  const emails = hits(({ email }) => (email ? [email] : []));
  return {
    byEmail: emails,
    byBaseEmail: emails,
    byAccount: [],
    byPhone: hits(({ phones }) => phones ?? []),
    byName: hits(({ name }) => (name ? [name] : [])),
    byNick: hits(({ nicks }) => nicks ?? []),
    byMaskedPhone: hits(({ phones, masked }) => [...(phones ?? []), ...(masked ?? [])]),
  };
}

const ids = (match: Match): string[] => {
  if (match.type === 'ambiguous') return match.customers.map(({ customerId }) => customerId);
  return match.type === 'unknown' ? match.similar.map(({ customerId }) => customerId) : [match.customer.customerId];
};
const outcome = (file: readonly Filed[], given: Seen, recipe?: string, rejections: Rejection[] = []) => {
  const match = decideMatch(seen(given, recipe), all(file), rejections);
  return [match.type, ...ids(match)];
};

const MA: Filed = { id: 'ma', name: '马超', phones: ['+8613900000102'] };

describe('a nick', () => {
  const nick = `taobao:${ORIGIN}:小豆子`;

  it('is certain in its own shop where the platform gives it once, and says so', () => {
    const file = [{ id: 'ma', name: '马超', nicks: [nick] }, MA];
    expect(outcome(file.slice(0, 1), { nick: '小豆子' })).toEqual(['certain', 'ma']);
    const match = decideMatch(seen({ nick: '小豆子' }), all(file.slice(0, 1)), []);
    expect(match.type === 'certain' && match.customer.evidence).toMatchObject([{ by: 'nick', value: '小豆子' }]);
  });

  it('is nobody in another shop, masked, or in other capitals', () => {
    const file = [{ id: 'ma', nicks: [nick, `taobao:${ORIGIN}:Ma`] }];
    expect(outcome([{ id: 'ma', nicks: ['taobao:https://other.example:小豆子'] }], { nick: '小豆子' })).toEqual([
      'unknown',
    ]);
    expect(outcome(file, { nick: '小**', name: '马岱' })).toEqual(['unknown']);
    expect(outcome(file, { nick: 'ma' })).toEqual(['unknown']);
  });

  it('is only a question where others may have it, and asks when two customers do', () => {
    const file = ['a', 'b'].map((id) => ({ id, nicks: [`doudian:${ORIGIN}:小豆子`] }));
    expect(outcome(file.slice(0, 1), { nick: '小豆子' }, 'doudian')).toEqual(['probable', 'a']);
    expect(outcome(file, { nick: '小豆子' }, 'doudian')).toEqual(['ambiguous', 'a', 'b']);
    const twice = ['a', 'b'].map((id) => ({ id, nicks: [nick] }));
    expect(outcome(twice, { nick: '小豆子' })).toEqual(['ambiguous', 'a', 'b']);
  });

  it('stays rejected', () => {
    const rejection = { key: nick, customerId: 'ma' as CustomerId };
    expect(outcome([{ id: 'ma', nicks: [nick] }], { nick: '小豆子' }, 'taobao', [rejection])).toEqual(['unknown']);
  });
});

describe('a masked phone', () => {
  it.each<[string, Filed, Seen]>([
    ['with the surname', MA, { phone: '139****0102', name: '马**' }],
    ['with the whole name', MA, { phone: '139****0102', name: '马超' }],
    ['with no name', MA, { phone: '139****0102' }],
    ['of which the same was seen before', { id: 'ma', masked: ['~139****0102'] }, { phone: '139＊＊＊＊0102' }],
    [
      'on file, while the page shows the whole',
      { id: 'ma', name: '马超', masked: ['~139****0102'] },
      { phone: '13900000102', name: '马超' },
    ],
  ])('is a question, never certain: %s', (_, filed, given) => {
    expect(outcome([filed], given)).toEqual(['probable', 'ma']);
  });

  it.each<[string, Seen]>([
    ['another surname', { phone: '139****0102', name: '孙**' }],
    ['another last letter', { phone: '139****0102', name: '马*岱' }],
    ['another name', { phone: '139****0102', name: '孙尚香' }],
    ['another digit', { phone: '139****0103', name: '马**' }],
  ])('is nobody with %s', (_, given) => {
    expect(outcome([MA], given)).toEqual(['unknown']);
  });

  it('asks which of those it fits, and not about who has another address', () => {
    expect(
      outcome([MA, { ...MA, id: 'ma2', phones: ['+8613955550102'] }], { phone: '139****0102', name: '马**' }),
    ).toEqual(['ambiguous', 'ma', 'ma2']);
    const given = { phone: '139****0102', name: '马超', email: 'new@chao.example' };
    expect(outcome([{ ...MA, email: 'old@chao.example' }], given)[0]).toBe('unknown');
    expect(outcome([{ ...MA, email: 'old@chao.example' }], { ...given, email: 'x9@marketplace.amazon.com' })).toEqual([
      'probable',
      'ma',
    ]);
  });

  it('that does not fit drops somebody of the same name', () => {
    expect(outcome([MA], { phone: '138****9999', name: '马超' })).toEqual(['unknown', 'ma']);
  });
});

describe('a relay address', () => {
  it('is certain like any address, also when the order’s part of it is new, and is told as what it is', () => {
    const file = [{ id: 'ana', email: '8awgqyk6a5+cub31c122@allegromail.pl' }];
    const match = decideMatch(seen({ email: '8awgqyk6a5+7dd01@allegromail.pl' }), all(file), []);
    expect(match).toMatchObject({ type: 'certain', customer: { customerId: 'ana', evidence: [{ by: 'relay' }] } });
    expect(outcome([{ id: 'ana', email: 'x1@members.ebay.com' }], { email: 'x2@members.ebay.com' })).toEqual([
      'unknown',
    ]);
  });
});

describe('what several people share', () => {
  const office = 'office@vale.example';
  const sharers: Filed[] = [
    { id: 'ana', name: 'Ana Souza', email: office, shared: [office] },
    { id: 'bea', name: 'Bea Lund', email: office, shared: [office] },
  ];

  it('is the one with the page’s name, else a question', () => {
    expect(outcome(sharers, { email: office, name: 'Souza, Ana' })).toEqual(['certain', 'ana']);
    expect(outcome(sharers, { email: office, name: 'Carl Vale' })).toEqual(['ambiguous', 'ana', 'bea']);
    expect(outcome(sharers, { email: office })).toEqual(['ambiguous', 'ana', 'bea']);
    expect(outcome(sharers.slice(0, 1), { email: office, name: 'Carl Vale' })).toEqual(['probable', 'ana']);
    const phone = { id: 'ma', name: '马超', phones: ['+8613900000102'], shared: ['+8613900000102'] };
    expect(outcome([phone], { phone: '13900000102' })).toEqual(['probable', 'ma']);
  });
});

describe('law of marketplace matching', () => {
  it('no masked phone and no nick that others may have ever makes anybody certain', () => {
    const masked = fc.constantFrom('139****0102', '139＊＊＊＊0102', '138****0102', '+86 139****0102');
    const name = fc.constantFrom('马超', '马**', '孙**', '', 'Ma Chao');
    const filed = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      name: fc.constantFrom('马超', '孙尚香', ''),
      phones: fc.subarray(['+8613900000102', '~13911110102']),
      masked: fc.subarray(['~139****0102']),
      nicks: fc.subarray([`doudian:${ORIGIN}:小豆子`]),
    });
    let asked = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(filed, { maxLength: 3, selector: ({ id }) => id }),
        masked,
        name,
        (file, phone, written) => {
          const match = decideMatch(seen({ phone, nick: '小豆子', name: written }, 'doudian'), all(file), []);
          expect(match.type).not.toBe('certain');
          if (match.type !== 'unknown') asked++;
        },
      ),
      { numRuns: 400 },
    );
    expect(asked).toBeGreaterThan(100);
  });
});
