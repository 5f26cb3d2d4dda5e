import type { Selection } from '../../domain/filter.ts';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import { orAborted } from '../../domain/or-aborted.ts';
import type { BulkChange } from '../../messaging/contract.ts';
import type { LoadPerson } from '../../storage/load-moves.ts';
import type { Whole } from '../../storage/whole.ts';
import { isCalendarDate } from '../customers.ts';
import { type AppDeps, badRequest, done, type HandlersOf } from '../deps.ts';
import { chosenOf } from '../filter/selection.ts';
import type { CustomerList } from '../list/customer-list.ts';
import { BrokenOff, type LongActions, type ShowProgress, unlessBrokenOff } from '../long-actions.ts';
import { unlessEnded } from '../scoring/compute-failure.ts';
import { bulkEdits, loadOfEdits } from './edits.ts';
import { markOf } from './mark.ts';

/** Above this many customers they are loaded at once instead of edit by edit. */
const LOAD_ABOVE = 200;
/** People who are read in one go: between two goes others have their turn. */
const AT_ONCE = 200;
/** So many of those who would be changed are shown at a time. */
const SHOWN = 100;

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

  interface Look {
    readonly key: string;
    readonly customers: number;
    /** Whom the change would change. */
    readonly changing: readonly CustomerId[];
  }
  /** The last look, as long as nothing has changed since. */
  let looked: Look | undefined;
  let commits = 0;
  deps.store.onCommit(() => {
    looked = undefined;
    commits += 1;
  });

  async function look(
    of: Selection,
    change: BulkChange | undefined,
    signal: AbortSignal,
    onRead: (people: number, total: number) => void = () => {},
  ): Promise<Look | undefined> {
    const key = JSON.stringify([of, change]);
    if (looked?.key === key) return looked;
    // Counting who bought what may take its time.
    const ids = await orAborted(chosenOf(list, of), signal);
    if (!ids) return undefined;
    let customers = 0;
    const begun = commits;
    const changing: CustomerId[] = [];
    for await (const person of inTurn(ids, signal, (people) => onRead(people, ids.length))) {
      if (person.list('customers').length > 0) customers += 1;
      if (change && bulkEdits(person, change).length > 0) changing.push(person.id as CustomerId);
    }
    const found = { key, customers, changing };
    if (begun === commits) looked = found;
    return found;
  }

  async function run(
    { actionId, of, mark }: { actionId: ActionId; of: Selection; mark?: string | undefined },
    change: BulkChange,
    signal: AbortSignal,
    show: ShowProgress,
  ) {
    const head = { id: actionId, name: `bulk.${change.do}`, source: { type: 'user' as const } };
    // Looked at first: who is changed is known before anybody is.
    const found = await look(of, change, signal, (people, total) => show(people / 2, total));
    signal.throwIfAborted();
    if (!found) return undefined;
    const { customers, changing } = found;
    const other = { actionId, customers, changed: 0, isOther: true };
    // Asked for the second time it was done already: then the answer is what it was.
    if (mark !== undefined && markOf(changing) !== mark)
      return deps.store.commit(head, async () => ({ edits: [], reply: other }));
    if (changing.length <= LOAD_ABOVE)
      return deps.store.commit(head, async (reader) => {
        const people = await Promise.all(changing.map(reader.whole));
        const all = people.map((person) => bulkEdits(person, change)).filter((edits) => edits.length > 0);
        return { edits: all.flat(), reply: { actionId, customers, changed: all.length } };
      });
    let changed = 0;
    async function* loaded(): AsyncIterable<LoadPerson> {
      const onRead = (people: number) => show((customers + people) / 2, customers);
      for await (const person of inTurn(changing, signal, onRead)) {
        const edits = bulkEdits(person, change);
        if (edits.length === 0) continue;
        changed += 1;
        yield* loadOfEdits(person, edits);
      }
    }
    const reply = () => ({ actionId, customers, changed });
    return deps.store.load(head, loaded(), { expectedPeople: changing.length, reply, signal });
  }

  const orRefused = <T>(value: T | undefined) => (value === undefined ? badRequest : done(value));

  return {
    'bulk.preview'({ of, change: wanted, from = 0 }) {
      const change = wanted && cleaned(wanted);
      if (wanted && !change) return Promise.resolve(badRequest);
      counting.abort(new BrokenOff());
      counting = new AbortController();
      const { signal } = counting;
      const tellOf = async () => {
        const found = await look(of, change, signal);
        if (!found) return undefined;
        const { customers, changing } = found;
        const rows = await Promise.all(changing.slice(from, from + SHOWN).map(list.row));
        const people = rows.filter((row) => row !== undefined);
        return { customers, changing: changing.length, mark: markOf(changing), people };
      };
      return unlessEnded(() => unlessBrokenOff(tellOf().then(orRefused)));
    },

    async 'bulk.run'({ actionId, of, change: wanted, mark }) {
      const change = cleaned(wanted);
      if (!change) return badRequest;
      return unlessEnded(() =>
        long.run(actionId, async (signal, show) => orRefused(await run({ actionId, of, mark }, change, signal, show))),
      );
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
