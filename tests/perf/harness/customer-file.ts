import type { NewCustomer } from '../../../lib/messaging/contract.ts';
import { actionId, mailboxCustomers } from '../../e2e/harness/customers-of-truth.ts';
import type { OwnPage } from './extension.ts';
import type { Mailbox } from './mail.ts';
import { randomFrom } from './stats.ts';

export const FILE_SIZE = 10_000;
const CHUNK = 1000;
const DAY_MS = 86_400_000;
const FAMILY = [...'王李张刘陈杨黄赵吴周', 'Smith', 'Garcia', 'Novak', 'Rossi', 'Meyer', 'Silva', 'Khan', 'Ito'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋', 'Anna', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hana', 'Ivan'];

/** Customers of a shop in business for three years, with about three orders each: the same ones on each run. */
export function someCustomers(count: number): NewCustomer[] {
  const random = randomFrom(10_007);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  return Array.from({ length: count }, (_, index) => ({
    name: `${pick(GIVEN)} ${pick(FAMILY)}${random(4) === 0 ? ` ${index}` : ''}`,
    emails: [`buyer${index}@mail-${index % 97}.example`],
    phones: [`+86 138 ${String(1000 + random(9000))} ${String(1000 + random(9000))}`],
    ...(random(5) === 0 ? { notes: [`prefers parcels on day ${random(28)}`] } : {}),
    orders: Array.from({ length: random(7) }, (_order, nth) => ({
      number: `B-${index}-${nth}`,
      placedAt: Date.now() - random(3 * 365) * DAY_MS,
      currency: 'CNY',
      totalMinor: 1000 + random(500_000),
      lines: [{ sku: `S-${random(300)}`, name: `Item ${random(300)}`, quantity: 1 + random(3) }],
    })),
  }));
}

/** Files ten thousand customers and the people of the mailbox; gives the time it took, in ms. */
export async function fileCustomers(own: OwnPage, mailbox: Mailbox): Promise<number> {
  const started = performance.now();
  const all = [...someCustomers(FILE_SIZE - Object.keys(mailbox.truth.customers).length)];
  const { given } = mailboxCustomers(mailbox.truth);
  for (let from = 0; from < all.length; from += CHUNK)
    await own.call('customers.create', { actionId: actionId(), customers: all.slice(from, from + CHUNK) });
  await own.call('customers.create', { actionId: actionId(), customers: given });
  const { customers } = await own.call('store.stats', {});
  if (customers !== FILE_SIZE) throw new Error(`${customers} customers are on file`);
  return performance.now() - started;
}
