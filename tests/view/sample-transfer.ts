import type { Profile } from '../../lib/domain/profile.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { ExportPerson, ImportCounts } from '../../lib/messaging/contract.ts';
import { id, NOW, rowOf } from './sample-file.ts';

/** What an import of a few orders comes to. */
export const importCounts: ImportCounts = {
  created: 128,
  updated: 12,
  conflicts: 2,
  skipped: 31,
  orders: { created: 402, updated: 3, skipped: 57, claimed: 6 },
  examples: [
    { row: 17, name: '李晓梅', type: 'differs', about: 'address' },
    { row: 58, name: 'Jonas Weber', type: 'several-customers', about: '' },
    { row: 93, name: '', type: 'order-of-another', about: '2184033711925537' },
  ],
};

/** What an export brings of somebody. */
export const exported = (of: Profile): ExportPerson => ({
  customer: of.customer,
  ...(of.custom ? { custom: of.custom } : {}),
  row: rowOf(of),
  identities: of.identities.map(({ provenance: _, ...identity }) => identity),
  orders: [
    {
      id: id(700),
      customerId: of.customer.id,
      number: 'T-10423',
      shop: 'shop:own',
      placedAt: NOW - 41 * DAY_MS,
      status: 'shipped',
      currency: 'CNY',
      totalMinor: 12_850,
      createdAt: NOW - 41 * DAY_MS,
      lines: [
        { id: id(701), orderId: id(700), position: 0, sku: 'TEA', name: '龙井 250 g', quantity: 2, unitMinor: 6000 },
        { id: id(702), orderId: id(700), position: 1, name: '=HYPERLINK("x")', quantity: 1, totalMinor: 850 },
      ],
    },
  ],
  notes: [...of.notes],
  interactions: [],
});
