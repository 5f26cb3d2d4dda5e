import { expect, it } from 'vitest';
import type { ImportRow } from '../../transfer/import-row.ts';
import { createDrafts } from './draft.ts';

const MANY = 500;
const NOTHING = { externalId: undefined, emails: [], phones: [], accounts: [], tags: [], fields: new Map() };
const rowOf = (row: number, customer: object, order?: ImportRow['order']): ImportRow =>
  ({ row, customer: { ...NOTHING, ...customer }, order, problems: [] }) as unknown as ImportRow;

it('puts together what rows say of many customers by turns, the first word on each thing kept', () => {
  const drafts = createDrafts({ matchBy: ['email', 'phone'], shop: 'import:x', region: 'DE' });
  const emailOf = (nth: number) => `nth${nth}@shop.example`;
  for (let nth = 0; nth < MANY; nth += 1)
    drafts.add(
      rowOf(nth, {
        ...{ name: `张伟 ${nth}`, emails: [emailOf(nth)], tags: ['vip'], note: 'rings “twice”\n\\' },
        fields: new Map([['a', `${nth}`]]),
      }),
    );
  for (let nth = MANY - 1; nth >= 0; nth -= 1)
    drafts.add(
      rowOf(MANY + nth, {
        ...{ name: `Other ${nth}`, company: '', emails: [emailOf(nth)], phones: [`0151 ${2_000_000 + nth}`] },
        ...{ tags: ['vip', 'b'], note: 'second', fields: new Map(Object.entries({ a: 'later', b: '' })) },
      }),
    );
  for (let nth = 0; nth < MANY; nth += 1)
    drafts.add(
      rowOf(2 * MANY + nth, { name: 'Third', phones: [`+49 151 ${2_000_000 + nth}`] }, {
        number: `A-${nth}`,
        line: undefined,
      } as never),
    );
  drafts.seal();
  expect(drafts.customers.length).toBe(MANY);
  for (const time of ['once', 'again'])
    for (const [nth, draft] of drafts.customers.entries()) {
      const phone = `+49151${2_000_000 + nth}`;
      expect([time, draft.row, [...draft.fields], [...draft.custom]]).toEqual([
        ...[time, nth],
        [
          ['name', `张伟 ${nth}`],
          ['company', ''],
        ],
        [
          ['a', `${nth}`],
          ['b', ''],
        ],
      ]);
      expect([...draft.identities]).toEqual([
        [`email:${emailOf(nth)}`, { kind: 'email', key: emailOf(nth), display: emailOf(nth) }],
        [`phone:${phone}`, { kind: 'phone', key: phone, display: `0151 ${2_000_000 + nth}` }],
      ]);
      expect([[...draft.tags], [...draft.notes]]).toEqual([
        ['vip', 'b'],
        ['rings “twice”\n\\', 'second'],
      ]);
      expect(draft.differing).toEqual([{ row: MANY + nth, field: 'name' }]);
      expect([draft.orderNames, draft.orders.map(({ number }) => number)]).toEqual([[`A-${nth}`], [`A-${nth}`]]);
    }
});
