import { customRegister } from '../../lib/domain/custom-field.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { PersonForMatching } from '../../lib/identity/duplicates/person.ts';
import type { AskedQuestion, Beside } from '../../lib/messaging/beside.ts';
import type { RequestOf } from '../../lib/messaging/contract.ts';
import { daysAgo, id, li, profileOf, rowOf, weber } from './sample-file.ts';
import { sampleFields } from './sample-records.ts';

const plain = profileOf(weber, 2);

/** Somebody whom another record was merged into, with a contact that several people use and one that an order linked. */
export const mergedProfile: Profile = {
  ...plain,
  identities: plain.identities.map((identity, at) =>
    at === 0
      ? { ...identity, bridge: { orderNumber: 'T-10423', evidence: ['number-labelled', 'same-name'] } }
      : { ...identity, shared: true },
  ),
  merged: {
    records: [
      { id: id(2), name: plain.customer.name ?? '', createdAt: daysAgo(420), contacts: ['jonas.weber@mail.example'] },
      { id: id(77), name: 'Weber, Jonas', createdAt: daysAgo(90), contacts: ['+49 151 0000001'], mergedAt: daysAgo(3) },
      { id: id(78), name: '', createdAt: daysAgo(30), contacts: [], mergedAt: daysAgo(1) },
    ],
    borrowed: {},
    alternatives: { name: [{ customerId: id(77), value: 'Weber, Jonas' }] },
    custom: { [sampleFields[1]?.id ?? '']: [{ customerId: id(77), value: 43 }] },
  },
};

/** Two of one person and three of another, told by phone and name, among others who are nobody's double. */
const people: readonly PersonForMatching[] = [
  one(1001, 'Jonas Weber', { phones: ['+491510000001'], emails: ['jonas@weber.example'] }),
  one(1002, 'Weber, Jonas', { phones: ['+491510000001'], emails: ['jonas@weber.example'] }),
  one(1003, '李晓梅', { phones: ['+8613900000101'], address: '上海市示例路 12 号 301 室' }),
  one(1004, '李晓梅', { phones: ['+8613900000101'], emails: ['xiaomei@meili.example'] }),
  one(1005, '李晓梅', { emails: ['xiaomei@meili.example'], birthday: '1988-04-09' }),
  ...Array.from({ length: 600 }, (_, at) => one(2000 + at, `Person ${at}`, { emails: [`p${at}@x${at}.example`] })),
];

function one(digits: number, name: string, more: Partial<PersonForMatching>): PersonForMatching {
  return {
    ...{ id: id<CustomerId>(digits), name, emails: [], phones: [], maskedPhones: [], accounts: [], nicks: [] },
    createdAt: daysAgo(5000 - digits),
    ...more,
  };
}

/** What two who seem to be one have in one of the shop's own fields. */
const sizes = new Map<string, number>([
  [id(1001), 42],
  [id(1002), 43],
]);

function besideOf(person: PersonForMatching): Beside {
  const profile = profileOf(person.name === '李晓梅' ? li : weber);
  const { tags: _, ...row } = rowOf(profile);
  const display = [...person.emails, ...person.phones];
  return {
    customer: {
      ...{ id: person.id, name: person.name, tags: [], createdAt: person.createdAt },
      ...(person.address ? { address: person.address } : {}),
      ...(person.birthday ? { birthday: person.birthday } : {}),
      ...(sizes.has(person.id) ? { [customRegister(sampleFields[1]?.id ?? '')]: sizes.get(person.id) } : {}),
    },
    row: { ...row, id: person.id, name: person.name, tags: [] },
    identities: display.map((value, at) => ({
      ...{ id: id(9000 + at), kind: value.startsWith('+') ? ('phone' as const) : ('email' as const) },
      ...{ key: value.toLowerCase(), display: value },
    })),
  };
}

const question = (digits: number, more: Partial<AskedQuestion>): AskedQuestion => ({
  ...{ id: `question ${digits}`, email: 'petra@else.example', name: 'Petra Kunz', display: 'petra@else.example' },
  orders: [{ number: 'T-10423', customerId: id(1) }],
  evidence: ['number-labelled', 'other-name', 'buyer-has-other-email'],
  seenAt: daysAgo(digits),
  buyers: [{ customerId: id(1), name: li.name, email: li.email }],
  ...more,
});

/** What a background answers about them. */
export const duplicateAnswers = () => ({
  'duplicates.read': () => ({ people: JSON.stringify(people), count: people.length, total: people.length }),
  'duplicates.rejected': () => [],
  'duplicates.open': ({ groups }: RequestOf<'duplicates.open'>) => groups.map((ids) => [...ids] as CustomerId[]),
  'duplicates.beside': ({ customerIds }: RequestOf<'duplicates.beside'>) =>
    JSON.stringify(people.filter((person) => customerIds.includes(person.id)).map(besideOf)),
  'merges.join': () => ({ actionId: id<ActionId>(900), merged: 1 }),
  'merges.part': () => ({ actionId: id<ActionId>(900), customerIds: [id<CustomerId>(77)] }),
  'merges.reject': () => ({ actionId: id<ActionId>(900) }),
  'identities.share': () => ({ actionId: id<ActionId>(900) }),
  'questions.answer': () => ({ actionId: id<ActionId>(900) }),
  'questions.here': () => null,
  'questions.list': () =>
    JSON.stringify([
      question(1, {}),
      question(2, {
        buyers: [
          { customerId: id(1), name: li.name, email: li.email },
          { customerId: id(2), name: weber.name, email: weber.email },
        ],
        evidence: ['number', 'no-name', 'several-buyers'],
      }),
    ]),
});
