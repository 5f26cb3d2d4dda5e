import { type CustomField, customRegister } from '../../domain/custom-field.ts';
import { expiresAt } from '../../domain/custom-value.ts';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import type { Edit } from '../../storage/action.ts';
import { readStamp } from '../../storage/hlc.ts';
import type { Person } from '../../storage/person.ts';
import type { AppDeps } from '../deps.ts';
import type { Summaries } from '../summaries.ts';
import { readFields } from './fields.ts';

/** So many customers make one action. */
const AT_ONCE = 500;

/**
 * Removes the values that have been kept for as long as their fields say, some hundred customers an action; each removal
 * is in its customer's history. Tells how many values went.
 */
export async function removeExpired(deps: AppDeps, summaries: Summaries): Promise<number> {
  const fields = (await deps.store.read(readFields)).filter(({ keepDays }) => keepDays !== undefined);
  if (fields.length === 0) return 0;
  const having: CustomerId[] = [];
  for (const { id, custom } of (await summaries.all()).values())
    if (custom && fields.some((field) => custom[field.id] !== undefined)) having.push(id);
  let removed = 0;
  for (let from = 0; from < having.length; from += AT_ONCE) {
    const ids = having.slice(from, from + AT_ONCE);
    const head = {
      id: deps.newId() as ActionId,
      name: 'fields.expire',
      source: { type: 'rule', rule: 'expiry' } as const,
    };
    removed += await deps.store.commit({ ...head, automatic: true }, async (reader) => {
      const people = await Promise.all(ids.map(reader.whole));
      const records = people.flatMap(({ members }) => members);
      const edits = records.flatMap((person) => expired(person, fields, deps.now()));
      return { edits, reply: edits.length };
    });
    await deps.pace().rest();
  }
  return removed;
}

function expired(person: Person, fields: readonly CustomField[], now: number): Edit[] {
  const [record] = person.stored('customers');
  if (!record) return [];
  return fields.flatMap((field): Edit[] => {
    const register = customRegister(field.id);
    const stamp = record.stamps[register];
    if (stamp === undefined || record.fields[register] === null) return [];
    const until = expiresAt(field, readStamp(stamp).ms);
    if (until === undefined || until > now) return [];
    return [{ kind: 'set', table: 'customers', id: record.id, field: register, value: null }];
  });
}
