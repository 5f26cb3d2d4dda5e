import type { CustomerId } from '../domain/ids.ts';
import type { TimelineItem } from '../domain/profile.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import { readLines } from './orders.ts';

/** A page of what happened with a customer, newest first, and how many there are in all. */
export async function timelineOf(
  reader: Reader,
  customerId: CustomerId,
  offset: number,
  limit: number,
): Promise<{ items: TimelineItem[]; total: number }> {
  const [orders, interactions, notes] = await Promise.all([
    reader.list('orders', 'customerId', customerId),
    reader.list('interactions', 'customerId', customerId),
    reader.list('notes', 'customerId', customerId),
  ]);
  const items: TimelineItem[] = [
    ...orders.map(({ id, number, status, statusLabel, currency, totalMinor, placedAt, createdAt }) => ({
      type: 'order' as const,
      id,
      at: placedAt ?? createdAt,
      number,
      status,
      statusLabel,
      currency,
      totalMinor,
      lines: [],
    })),
    ...interactions.map(({ id, direction, subject, at, createdAt }) => ({
      type: 'message' as const,
      id,
      at: at ?? createdAt,
      exact: at !== undefined,
      direction,
      subject,
    })),
    ...notes.map(({ id, body, createdAt }) => ({ type: 'note' as const, id, at: createdAt, body })),
  ];
  items.sort((a, b) => b.at - a.at);
  const page = items.slice(offset, offset + limit);
  return {
    items: await Promise.all(
      page.map(async (item) => (item.type === 'order' ? { ...item, lines: await readLines(reader, item.id) } : item)),
    ),
    total: items.length,
  };
}

export function timelineHandlers(deps: AppDeps): HandlersOf<'timeline'> {
  return {
    'timeline.list': async ({ customerId, offset, limit }) =>
      done((await deps.store.read((reader) => timelineOf(reader, customerId, offset, limit))).items),
  };
}
