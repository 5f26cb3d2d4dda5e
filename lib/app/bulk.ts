import type { Selection } from '../domain/filter.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import type { BulkChange } from '../messaging/contract.ts';
import type { LoadPerson } from '../storage/load.ts';
import type { Whole } from '../storage/whole.ts';
import { bulkEdits, loadOfEdits } from './bulk/edits.ts';
import type { CustomerList } from './customer-list.ts';
import { isCalendarDate } from './customers.ts';
import { type AppDeps, badRequest, done, type HandlersOf } from './deps.ts';
import { chosenOf } from './filter/selection.ts';
import { BrokenOff, type LongActions, type ShowProgress, unlessBrokenOff } from './long-actions.ts';

/** Above this many customers they are loaded at once instead of edit by edit. */
const LOAD_ABOVE = 200;
/** People who are read in one go: between two goes others have their turn. */
const AT_ONCE = 200;

/** Changes to many customers: one action each, with a look ahead, progress and a way out. */
export function bulkHandlers(deps: AppDeps, list: CustomerList, long: LongActions): HandlersOf<'bulk'> {
  let counting = new AbortController();

  async function* inTurn(
    ids: readonly CustomerId[],
    signal: AbortSignal,
    onRead: (people: number) => void,
  ): AsyncIterable<Whole> {
    const pace = deps.pace();
    const seen = new Set<string>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      signal.throwIfAborted();
      for (const person of await deps.store.read((reader) => Promise.all(some.map(reader.whole)))) {
        // Two who were chosen may be one by now.
        if (seen.has(person.id)) continue;
        seen.add(person.id);
        yield person;
      }
      onRead(Math.min(ids.length, from + AT_ONCE));
      if (pace.isDue()) await pace.rest();
    }
  }

  async function count(of: Selection, change: BulkChange | undefined, signal: AbortSignal) {
    const ids = await chosenOf(list, of);
    if (!ids) return undefined;
    const found = { customers: 0, changing: 0 };
    for await (const person of inTurn(ids, signal, () => {})) {
      if (person.list('customers').length > 0) found.customers += 1;
      if (change && bulkEdits(person, change).length > 0) found.changing += 1;
    }
    return found;
  }

  async function run(actionId: ActionId, of: Selection, change: BulkChange, signal: AbortSignal, show: ShowProgress) {
    const ids = await chosenOf(list, of);
    signal.throwIfAborted();
    if (!ids) return undefined;
    const head = { id: actionId, name: `bulk.${change.do}`, source: { type: 'user' as const } };
    if (ids.length <= LOAD_ABOVE)
      return deps.store.commit(head, async (reader) => {
        const people = new Map((await Promise.all(ids.map(reader.whole))).map((person) => [person.id, person]));
        const all = Array.from(people.values(), (person) => bulkEdits(person, change));
        const changed = all.filter((edits) => edits.length > 0).length;
        return { edits: all.flat(), reply: { actionId, customers: ids.length, changed } };
      });
    let changed = 0;
    const onRead = (people: number) => show(people, ids.length);
    async function* changing(): AsyncIterable<LoadPerson> {
      for await (const person of inTurn(ids ?? [], signal, onRead)) {
        const edits = bulkEdits(person, change);
        if (edits.length === 0) continue;
        changed += 1;
        yield* loadOfEdits(person, edits);
      }
    }
    const reply = () => ({ actionId, customers: ids.length, changed });
    return deps.store.load(head, changing(), { expectedPeople: ids.length, reply, signal });
  }

  const orRefused = <T>(value: T | undefined) => (value === undefined ? badRequest : done(value));

  return {
    'bulk.preview'({ of, change: wanted }) {
      const change = wanted && cleaned(wanted);
      if (wanted && !change) return Promise.resolve(badRequest);
      counting.abort(new BrokenOff());
      counting = new AbortController();
      return unlessBrokenOff(count(of, change, counting.signal).then(orRefused));
    },

    async 'bulk.run'({ actionId, of, change: wanted }) {
      const change = cleaned(wanted);
      if (!change) return badRequest;
      return long.run(actionId, async (signal, show) => orRefused(await run(actionId, of, change, signal, show)));
    },

    async 'bulk.cancel'({ actionId }) {
      if (actionId === undefined) counting.abort(new BrokenOff());
      else long.cancel(actionId);
      return done({});
    },
  };
}

/** The change as it is stored; absent for one that cannot be. */
function cleaned(change: BulkChange): BulkChange | undefined {
  switch (change.do) {
    case 'tag':
    case 'untag': {
      const tag = change.tag.trim();
      return tag === '' ? undefined : { ...change, tag };
    }
    case 'set': {
      const value = change.value?.trim() || null;
      if (change.field === 'birthday' && value !== null && !isCalendarDate(value)) return undefined;
      if (change.field === 'sex' && value !== null && !['female', 'male', 'other'].includes(value)) return undefined;
      return { ...change, value };
    }
    case 'remove':
      return change;
  }
}
