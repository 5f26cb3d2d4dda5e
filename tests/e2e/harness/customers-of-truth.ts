import type { CustomerId } from '../../../lib/domain/ids.ts';
import { uuidv7 } from '../../../lib/domain/uuid.ts';
import type { NewCustomer } from '../../../lib/messaging/contract.ts';
import type { RoundcubeTruth, ShopTruth } from './beds.ts';

/** An id for an action of a test. */
export const actionId = () =>
  uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)) as never;

/** The mailbox's customers, as a shop would have them on file. */
export function mailboxCustomers({ customers }: RoundcubeTruth): { keys: string[]; given: NewCustomer[] } {
  return {
    keys: Object.keys(customers),
    given: Object.values(customers).map(({ name, org, emails, phone }) => ({
      name,
      company: org,
      emails,
      phones: [phone],
    })),
  };
}

/** The shop's registered customers with their account ids, as an import from the shop would give them. */
export function shopCustomers({ customers }: ShopTruth, origin: string): { keys: string[]; given: NewCustomer[] } {
  const kept = customers.filter((customer) => !customer.sameAs);
  return {
    keys: kept.map((customer) => customer.key),
    given: kept.map(({ full, email, phone, id }) => ({
      name: full,
      emails: [email],
      ...(phone ? { phones: [phone] } : {}),
      accounts: [`vendure:${origin}:${id}`],
    })),
  };
}

/** Files customers through the background; gives their ids by key. */
export async function fileCustomers(
  call: (request: { actionId: never; customers: NewCustomer[] }) => Promise<{ customerIds: CustomerId[] }>,
  { keys, given }: { keys: string[]; given: NewCustomer[] },
): Promise<Map<string, CustomerId>> {
  const { customerIds } = await call({ actionId: actionId(), customers: given });
  return new Map(keys.map((key, index) => [key, customerIds[index] as CustomerId]));
}
