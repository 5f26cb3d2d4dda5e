import { customValuesOf } from '../domain/custom-value.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Profile, Provenance } from '../domain/profile.ts';
import type { EpochMs } from '../domain/time.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../scoring/lifecycle.ts';
import { readStamp } from '../storage/hlc.ts';
import type { Reader } from '../storage/reader.ts';
import type { StoredRecord } from '../storage/record.ts';
import { sortNotes } from './notes.ts';
import type { Score } from './scores.ts';
import { timelineOf } from './timeline.ts';

const FIRST_PAGE = 20;

/** Everything the panel shows of a customer; absent when there is none of that id. */
export async function profileOf(
  reader: Reader,
  score: Score,
  customerId: CustomerId,
  now: EpochMs,
): Promise<Profile | undefined> {
  const person = await reader.person(customerId);
  const [customer] = person.list('customers');
  const [stored] = person.stored('customers');
  if (!customer || !stored) return undefined;
  const records = new Map(person.stored('identities').map((record) => [record.id, record]));
  const identities = person.list('identities').map((identity) => {
    const record = records.get(identity.id);
    return { ...identity, provenance: record && provenanceOf(record).key };
  });
  const stats = statsOf(person.list('orders'));
  const timeline = timelineOf(person, 0, FIRST_PAGE);
  return {
    customer,
    custom: customValuesOf(customer),
    provenance: provenanceOf(stored),
    identities: identities.sort((a, b) => a.firstSeenAt - b.firstSeenAt),
    stats,
    receipt: score(stats),
    stage: lifecycleOf(stats, DEFAULT_CLOCK, now),
    notes: sortNotes(person.list('notes')),
    timeline: timeline.items,
    timelineTotal: timeline.total,
  };
}

/** For each field that has a value: who gave it and when. */
function provenanceOf(record: StoredRecord): Record<string, Provenance> {
  return Object.fromEntries(
    Object.entries(record.stamps)
      .filter(([field]) => record.fields[field] !== null)
      .map(([field, stamp]) => [field, { source: record.sources[field] ?? { type: 'user' }, at: readStamp(stamp).ms }]),
  );
}
