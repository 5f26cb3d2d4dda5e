import type { CustomerId } from '../domain/ids.ts';
import type { Profile, Provenance } from '../domain/profile.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../scoring/lifecycle.ts';
import { readStamp } from '../storage/hlc.ts';
import type { StoredRecord } from '../storage/record.ts';
import type { AppDeps } from './deps.ts';
import { sortNotes } from './notes.ts';
import { NO_STATS, type Scores } from './scores.ts';
import { timelineOf } from './timeline.ts';

const FIRST_PAGE = 20;

/** Everything the panel shows of a customer; absent when there is none of that id. */
export async function profileOf(deps: AppDeps, scores: Scores, customerId: CustomerId): Promise<Profile | undefined> {
  const receipt = await scores.receipt(customerId);
  return deps.store.read(async (reader) => {
    const [customer, stored, identities, stats, notes, timeline] = await Promise.all([
      reader.get('customers', customerId),
      reader.stored('customers', customerId),
      reader.list('identities', 'customerId', customerId),
      reader.stats(customerId),
      reader.list('notes', 'customerId', customerId),
      timelineOf(reader, customerId, 0, FIRST_PAGE),
    ]);
    if (!customer || !stored) return undefined;
    const withSource = await Promise.all(
      identities.map(async (identity) => {
        const record = await reader.stored('identities', identity.id);
        return { ...identity, provenance: record && provenanceOf(record).key };
      }),
    );
    return {
      customer,
      provenance: provenanceOf(stored),
      identities: withSource.sort((a, b) => a.firstSeenAt - b.firstSeenAt),
      stats: stats ?? NO_STATS,
      receipt,
      stage: lifecycleOf(stats ?? NO_STATS, DEFAULT_CLOCK, deps.now()),
      notes: sortNotes(notes),
      timeline: timeline.items,
      timelineTotal: timeline.total,
    };
  });
}

/** For each field that has a value: who gave it and when. */
function provenanceOf(record: StoredRecord): Record<string, Provenance> {
  return Object.fromEntries(
    Object.entries(record.stamps)
      .filter(([field]) => record.fields[field] !== null)
      .map(([field, stamp]) => [field, { source: record.sources[field] ?? { type: 'user' }, at: readStamp(stamp).ms }]),
  );
}
