import { customRegister } from '../domain/custom-field.ts';
import { customValuesOf } from '../domain/custom-value.ts';
import type { CustomerId } from '../domain/ids.ts';
import { type MergedView, otherOwnValues } from '../domain/merged-view.ts';
import type { Profile, Provenance } from '../domain/profile.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import { readStamp } from '../storage/hlc.ts';
import type { Person } from '../storage/person.ts';
import type { Reader } from '../storage/reader.ts';
import type { StoredRecord } from '../storage/record.ts';
import type { Whole } from '../storage/whole.ts';
import { contactsOf } from './identity/identities.ts';
import { sortNotes } from './notes.ts';
import type { Score } from './scoring/scorer.ts';
import { timelineOf } from './timeline.ts';

const FIRST_PAGE = 20;

/** Everything the panel shows of a customer; absent when there is none of that id. */
export async function profileOf(reader: Reader, score: Score, customerId: CustomerId): Promise<Profile | undefined> {
  const person = await reader.whole(customerId);
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  const records = new Map(person.stored('identities').map((record) => [record.id, record]));
  const identities = contactsOf(person).map((identity) => {
    const record = records.get(identity.id);
    return { ...identity, provenance: record && provenanceOf(record).key };
  });
  const stats = statsOf(person.list('orders'));
  const timeline = timelineOf(person, 0, FIRST_PAGE);
  return {
    customer,
    provenance: provenanceOfWhole(person),
    ...(person.view ? { merged: mergedOf(person.members, person.view) } : {}),
    custom: customValuesOf(customer),
    identities,
    stats,
    ...scoreAndStage(score(person)),
    notes: sortNotes(person.list('notes')),
    timeline: timeline.items,
    timelineTotal: timeline.total,
  };
}

const scoreAndStage = ({ receipt, stage }: ReturnType<Score>): Pick<Profile, 'receipt' | 'stage'> => ({
  receipt,
  stage,
});

/** Of each field shown, from the record whose value it is. */
function provenanceOfWhole({ members, view }: Whole): Record<string, Provenance> {
  const of = (id: string | undefined) => {
    const stored = members.find((member) => member.id === id)?.stored('customers')[0];
    return stored ? provenanceOf(stored) : {};
  };
  const known = of(members[0]?.id);
  for (const [field, id] of view?.borrowed ?? []) {
    const borrowed = of(id)[field];
    if (borrowed) known[field] = borrowed;
    else delete known[field];
  }
  for (const [fieldId, [shown]] of view?.own ?? []) {
    const register = customRegister(fieldId);
    const given = of(shown?.customerId)[register];
    if (given) known[register] = given;
  }
  return known;
}

/** Which records the person is made of, and what they say otherwise. */
function mergedOf(members: readonly Person[], view: MergedView): Profile['merged'] {
  return {
    records: members.flatMap((member) => {
      const contacts = member.list('identities').map(({ display }) => display);
      return member.list('customers').map(({ id, name = '', createdAt, mergedInto }) => ({
        ...{ id, name, createdAt, contacts: contacts.slice(0, 3) },
        ...(mergedInto && member !== members[0] ? { mergedAt: mergedInto.at } : {}),
      }));
    }),
    borrowed: Object.fromEntries(view.borrowed),
    alternatives: Object.fromEntries(Array.from(view.alternatives, ([field, values]) => [field, [...values]])),
    custom: Object.fromEntries(Array.from(otherOwnValues(view), ([id, values]) => [id, [...values]])),
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
