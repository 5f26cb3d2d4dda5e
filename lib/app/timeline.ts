import type { TimelineItem } from '../domain/profile.ts';
import type { Person } from '../storage/person.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import { linesByOrder } from './orders.ts';

/** A page of what happened with a customer, newest first, and how many there are in all. */
export function timelineOf(person: Person, offset: number, limit: number): { items: TimelineItem[]; total: number } {
  const items: TimelineItem[] = [
    ...person.list('orders').map(({ id, number, status, statusLabel, currency, totalMinor, placedAt, createdAt }) => ({
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
    ...person.list('interactions').map(({ id, direction, subject, at, createdAt }) => ({
      type: 'message' as const,
      id,
      at: at ?? createdAt,
      exact: at !== undefined,
      direction,
      subject,
    })),
    ...person.list('notes').map(({ id, body, createdAt }) => ({ type: 'note' as const, id, at: createdAt, body })),
  ];
  items.sort((a, b) => b.at - a.at);
  const page = items.slice(offset, offset + limit);
  const lines = linesByOrder(person);
  return {
    items: page.map((item) => (item.type === 'order' ? { ...item, lines: lines.get(item.id) ?? [] } : item)),
    total: items.length,
  };
}

export function timelineHandlers(deps: AppDeps): HandlersOf<'timeline'> {
  return {
    'timeline.list': async ({ customerId, offset, limit }) =>
      done(timelineOf(await deps.store.read((reader) => reader.whole(customerId)), offset, limit).items),
  };
}
