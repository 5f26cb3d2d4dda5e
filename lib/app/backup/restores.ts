import * as z from 'zod/mini';
import type { ActionId } from '../../domain/ids.ts';
import { DAY_MS } from '../../domain/time.ts';
import { newestAt, type Restoring } from '../../storage/backup/write-backup.ts';
import { type Database, type MarkName, openDatabase, watched } from '../../storage/database.ts';
import { clearAway, databaseName, hasDatabase, moveBack, moveTo, readPlace, remove } from '../../storage/place.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import type { LongActions } from '../long-actions.ts';
import { holdsOf, type Summaries } from '../summaries.ts';
import type { FileCanary, LocalMemory } from './canary.ts';

/** How long the file as it was before a restore can be brought back. */
export const FORMER_KEPT_MS = 7 * DAY_MS;

const KEY = 'restore-checked';
/** How long a rehearsed file waits to be put in place. */
const CHECKED_KEPT_MS = DAY_MS;
const Checked = z.object({ restoreId: z.string(), at: z.int() });

interface Session {
  readonly restoreId: string;
  readonly database: Database;
  readonly restoring: Restoring;
  lastPiece: number;
}

/** Restores: a page of ours reads the backup, here it is laid out in a database of its own, which then takes the file's place. */
export function restoreHandlers(
  deps: AppDeps & { readonly local: LocalMemory; readonly newDevice: () => string },
  canary: FileCanary,
  summaries: Summaries,
  long: LongActions,
): HandlersOf<'restore'> & { clearAway(): Promise<void> } {
  let session: Session | undefined;

  async function discard(): Promise<void> {
    const given = session;
    session = undefined;
    if (!given) return;
    given.database.close();
    await remove(databaseName(given.restoreId));
  }
  const checked = async () => {
    const kept = z.safeParse(Checked, await deps.local.get(KEY));
    return kept.success && deps.now() - kept.data.at < CHECKED_KEPT_MS ? kept.data : undefined;
  };
  const clear = async () => {
    const kept = session?.restoreId ?? (await checked())?.restoreId;
    await clearAway(deps.now() - FORMER_KEPT_MS, kept === undefined ? undefined : databaseName(kept));
  };

  const newActionId = () => deps.newId() as ActionId;
  /** Readies a database to take the file's place: whoever was erased for good in the file is erased there too. */
  const ready =
    (name: string, isRestored: boolean): Parameters<typeof deps.store.exchange>[1] =>
    async (eraseIn) => {
      const opened = await openDatabase({ name, onClosed: () => {} });
      if (!opened.ok) throw opened.error;
      const database = opened.value;
      try {
        await eraseIn(database, newActionId);
        if (!isRestored) return;
        // What is kept for some days only is kept so long from now on: it was in a backup until today.
        const transaction = watched(database.transaction('meta', 'readwrite', { durability: 'strict' }));
        for (const mark of ['daily', 'restored'] satisfies MarkName[])
          await transaction.objectStore('meta').put(String(deps.now()), `mark:${mark}`);
        await transaction.done;
      } finally {
        database.close();
      }
    };

  /** Until when the file that is gone back to next is kept. */
  const formerUntil = async () => ((await readPlace()).formers.at(-1)?.at ?? deps.now()) + FORMER_KEPT_MS;

  return {
    clearAway: clear,
    async 'restore.open'({ device }) {
      await discard();
      await deps.local.set(KEY, undefined);
      await clear();
      const restoreId = deps.newId();
      const opened = await openDatabase({ name: databaseName(restoreId), onClosed: () => {} });
      if (!opened.ok) return opened;
      const [present, { seen }] = await Promise.all([deps.store.about(), canary.look()]);
      // Two browsers must never write under one id. A file of this browser's own gets its id back, any other a new one.
      const own = present.device ?? (device !== undefined && seen?.device === device ? device : deps.newDevice());
      const restoring = deps.store.restoring(opened.value, { device: own, clock: present.clock });
      session = { restoreId, database: opened.value, restoring, lastPiece: -1 };
      return done({ restoreId, isOwn: device !== undefined && own === device });
    },
    async 'restore.put'({ restoreId, piece, lines }) {
      if (session?.restoreId !== restoreId) return notFound;
      const setAside: string[] = [];
      if (piece <= session.lastPiece) return done({ setAside });
      session.lastPiece = piece;
      for (const line of lines.split('\n')) {
        if (line === '') continue;
        const left = await session.restoring.put(line);
        if (left !== undefined) setAside.push(left);
      }
      return done({ setAside });
    },
    async 'restore.check'({ restoreId }) {
      if (session?.restoreId !== restoreId) return notFound;
      const { database, restoring } = session;
      const [found, all, presentAt] = await Promise.all([
        restoring.finish(() => deps.store.eraseAlso(database, newActionId)),
        summaries.all(),
        deps.store.read(newestAt),
      ]);
      database.close();
      session = undefined;
      // The worker may be stopped while the person looks at it: the rehearsed file is found again by its name.
      await deps.local.set(KEY, { restoreId, at: deps.now() });
      const at = (changedAt: number | undefined) => (changedAt === undefined ? {} : { changedAt });
      return done({
        holds: holdsOf(found.summaries),
        ...at(found.changedAt),
        present: { holds: holdsOf(all), ...at(presentAt) },
      });
    },
    async 'restore.run'({ actionId, restoreId }) {
      const name = databaseName(restoreId);
      const place = await readPlace();
      // Asked twice it is done once.
      if (place.current !== name) {
        if ((await checked())?.restoreId !== restoreId || !(await hasDatabase(name))) return notFound;
        const moving = deps.store.exchange(actionId, ready(name, true), async () => {
          await moveTo(name, deps.now(), actionId);
        });
        await long.track(actionId, moving);
      }
      await canary.accept();
      await deps.local.set(KEY, undefined);
      return done({ formerUntil: await formerUntil() });
    },
    async 'restore.close'({ restoreId }) {
      if (session?.restoreId === restoreId) await discard();
      else if ((await checked())?.restoreId === restoreId) {
        await deps.local.set(KEY, undefined);
        await clear();
      }
      return done({});
    },
    async 'restore.undo'({ actionId }) {
      const { by, formers } = await readPlace();
      const last = formers.at(-1);
      // Asked twice it is done once: not there and back again.
      if (by !== actionId) {
        if (!last || !(await hasDatabase(last.name))) return notFound;
        const moving = deps.store.exchange(actionId, ready(last.name, false), async () => {
          await moveBack(deps.now(), actionId);
        });
        await long.track(actionId, moving);
      }
      await canary.accept();
      return done({ formerUntil: await formerUntil() });
    },
  };
}
