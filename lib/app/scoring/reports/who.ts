import type { CustomerId } from '../../../domain/ids.ts';
import type { Reader } from '../../../storage/reader.ts';

/** What somebody is told by: a name, else a company or a contact, else the number of their latest order; or nothing. */
export interface Called {
  readonly name: string;
  readonly order?: string;
}

export async function calledOf(reader: Reader, customerId: CustomerId): Promise<Called> {
  const summary = await reader.summary(customerId);
  const { name, company, email, phone, others } = summary ?? {};
  const known = name || company || email || phone || others?.split('\n')[0];
  if (known || !summary) return { name: known ?? '' };
  const orders = (await reader.whole(customerId)).list('orders');
  const latest = orders.toSorted((a, b) => (b.placedAt ?? b.createdAt) - (a.placedAt ?? a.createdAt))[0];
  return { name: '', ...(latest?.number ? { order: latest.number } : {}) };
}
