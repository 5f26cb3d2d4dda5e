import type { ActivityEntry } from '../../domain/activity.ts';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import type { Effect, StoredAction } from '../../storage/database.ts';
import { isOfShop } from '../../storage/person.ts';
import { readPlace } from '../../storage/place.ts';
import type { Reader } from '../../storage/reader.ts';
import { isDeleted } from '../../storage/record.ts';
import { type AppDeps, done, type HandlersOf } from '../deps.ts';
import type { LongActions } from '../long-actions.ts';
import type { Erased } from '../trash/deletions.ts';

/** The first few of each are named; the rest is counted. */
const NAMED = 3;
const LOOKED_AT = 200;
const SCANNED_AT_ONCE = 100;

/** What an import says of itself. */
interface Counts {
  readonly created?: number;
  readonly updated?: number;
  readonly skipped?: number;
}

/** The last actions of this file, for reading and taking back. */
export function activityHandlers(deps: AppDeps, long: LongActions): HandlersOf<'activity'> {
  return {
    async 'activity.outcome'({ actionId }) {
      await long.ended(actionId);
      const action = await deps.store.read((reader) => reader.action(actionId));
      // A restore is written down where it says which file is the present one.
      return done({ isDone: action !== undefined || (await readPlace()).by === actionId });
    },

    async 'activity.list'({ before, limit, automatic }) {
      const entries = await deps.store.read(async (reader) => {
        const found: StoredAction[] = [];
        let from = before;
        let isMore = true;
        while (isMore && found.length < limit) {
          const some = await reader.actionsBefore(from, SCANNED_AT_ONCE);
          isMore = some.length === SCANNED_AT_ONCE;
          from = some[0]?.seq;
          // An undo that is an action's own is told with that action: what it is for is marked as taken back.
          found.push(...some.reverse().filter((action) => action.mode === 'do' && (automatic || isTold(action))));
        }
        return Promise.all(found.slice(0, limit).map((action) => entryOf(reader, action)));
      });
      const last = entries.at(-1)?.seq;
      return done({ entries, ...(last !== undefined && entries.length === limit ? { next: last } : {}) });
    },
  };
}

/** What pages record by themselves is not what somebody did; what the product removes is told all the same. */
const isTold = ({ automatic, source }: StoredAction): boolean => !automatic || source.type !== 'page';

async function entryOf(reader: Reader, action: StoredAction): Promise<ActivityEntry> {
  const { seq = 0, id, name, mode, at, source, undone, automatic, effects, load } = action;
  const homes = new Set<string>();
  for (const [nth, { table, id: recordId }] of effects.entries()) {
    // Whose the others are has to be asked for.
    if (isOfShop(table) || (table !== 'customers' && nth >= LOOKED_AT)) continue;
    const home = await reader.homeOf(table, recordId);
    if (home !== undefined) homes.add(home);
  }
  const segment = load === undefined ? undefined : (await reader.layout()).segments.find((entry) => entry.seq === load);
  const reply = (load === undefined ? {} : action.reply) as Counts | readonly unknown[] | null;
  const counts: Counts = reply && !Array.isArray(reply) ? (reply as Counts) : {};
  const erased = name === 'trash.erase' ? (action.reply as Partial<Erased> | null)?.erased : undefined;
  const rows = erased ?? (counts.created ?? 0) + (counts.updated ?? 0);
  const customers = await Promise.all(
    Array.from(homes)
      .slice(0, NAMED)
      .map((home) => nameOf(reader, home as CustomerId)),
  );
  const things = await Promise.all(thingsOf(effects).map((thing) => thingName(reader, thing)));
  const fields = new Map(
    effects.slice(0, LOOKED_AT).map(({ table, field }) => [`${table}/${field}`, { table, field }]),
  );
  // What was laid out anew long ago has no log of its own any more.
  const canUndo = !undone && (load === undefined ? effects.length > 0 : segment !== undefined);
  return {
    ...{ seq, actionId: id, action: name, mode, at, source, undone, canUndo },
    automatic: automatic === true,
    canRedo: undone,
    customers: customers.filter((customer) => customer !== undefined),
    customerCount: load === undefined ? homes.size : rows || (segment?.people ?? 0),
    fields: [...fields.values()].slice(0, NAMED),
    things: things.filter((name) => name !== undefined),
    ...(source.type === 'import' ? { file: source.file } : {}),
    ...(rows > 0 ? { rows } : {}),
  };
}

/** The first few records of the shop that an action changed, each by the effect that says most of its name. */
function thingsOf(effects: readonly Effect[]): Effect[] {
  const found = new Map<string, Effect>();
  for (const effect of effects.slice(0, LOOKED_AT))
    if (isOfShop(effect.table) && (effect.field === 'name' || !found.has(effect.id))) found.set(effect.id, effect);
  return [...found.values()].slice(0, NAMED);
}

/** What the action named it; else what it is called now. */
async function thingName(reader: Reader, { table, id, field, after }: Effect): Promise<string | undefined> {
  const name = field === 'name' && after ? after : (await reader.stored(table, id))?.fields.name;
  return typeof name === 'string' && name !== '' ? name.slice(0, 120) : undefined;
}

async function nameOf(reader: Reader, id: CustomerId): Promise<ActivityEntry['customers'][number] | undefined> {
  const person = await reader.person(id);
  const [record] = person.stored('customers');
  if (!record) return undefined;
  const name = record.fields.name ?? person.stored('identities')[0]?.fields.display;
  return { id, name: typeof name === 'string' ? name.slice(0, 120) : '', isDeleted: isDeleted(record) };
}

/** The undo that is in force for an action: what doing it again has to take back. */
export async function undoOf(reader: Reader, target: ActionId): Promise<StoredAction | undefined> {
  let found: StoredAction | undefined;
  const action = await reader.action(target);
  if (!action?.undone) return undefined;
  await reader.newestActions((one) => {
    if (one.mode === 'undo' && one.target === target) found = one;
    return found !== undefined || one.id === target;
  });
  return found;
}
