import type { CustomerRow } from '../../lib/domain/profile.ts';
import type { ExportPerson } from '../../lib/messaging/contract.ts';
import type { LastingApp } from './lasting-app.ts';

/** What a person can see of a file. */
export interface Picture {
  readonly people: readonly unknown[];
  readonly ofNobody: readonly unknown[];
  readonly trash: readonly unknown[];
  readonly counts: unknown;
}

/** Where somebody stands follows from the file, and is worked out anew beside it, in its own time. */
function withoutStanding<R extends Partial<CustomerRow>>({ score: _score, tier: _tier, stage: _stage, ...row }: R) {
  return row;
}

/** Everything that can be seen, but for ids and moments. */
export async function pictureOf({ call }: LastingApp, isOfMany?: true): Promise<Picture> {
  const { rows } = await call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 });
  const people: unknown[] = [];
  for (const { id, ...own } of rows) {
    if (isOfMany && people.push(withoutStanding(own))) continue;
    const profile = await call('customers.get', { customerId: id });
    const history = await call('history.list', { recordId: id });
    const found = await call('search.run', { text: `${own.name}@x.example`, limit: 1 });
    const { lastPurchaseAt: _, ...seen } = withoutStanding(own);
    people.push({
      ...seen,
      notes: profile?.notes.map(({ body }) => body).sort(),
      identities: profile?.identities.map(({ key }) => key).sort(),
      timeline: profile?.timeline.map((item) => (item.type === 'order' ? item.number : item.type)).sort(),
      records: profile?.merged?.records.map(({ name }) => name).sort(),
      history: history
        .map(({ action, field, before, after }) => (field === 'mergedInto' ? action : [action, field, before, after]))
        .map((entry) => JSON.stringify(entry))
        .sort(),
      found: found[0]?.customer.name,
    });
  }
  const nobodys = JSON.parse((await call('export.ofNobody', { from: 0 })).people) as ExportPerson[];
  const { items } = await call('trash.list', { offset: 0, limit: 100 });
  const { entries } = await call('activity.list', { limit: 100, automatic: true });
  return {
    people,
    ofNobody: nobodys.flatMap(({ orders }) => orders.map(({ number, totalMinor }) => [number, totalMinor])).sort(),
    trash: items.map(({ title, kind, parts }) => [title, kind, parts]),
    counts: [await call('store.stats', {}), entries.map(({ action, undone }) => [action, undone])],
  };
}
