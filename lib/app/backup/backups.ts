import type { Holds } from '../../domain/holds.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { BackupReading } from '../../storage/backup/read-backup.ts';
import { readPlace } from '../../storage/place.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import { holdsOf, type Summaries } from '../summaries.ts';
import type { FileCanary } from './canary.ts';
import { FORMER_KEPT_MS } from './restores.ts';

/** A page that was closed half way asks no more: then the file may be laid out anew again. */
const IDLE_MS = 5 * 60_000;

interface Session {
  readonly pieces: ReturnType<BackupReading['pieces']>;
  readonly close: () => void;
  /** The piece given last, and its number. */
  last?: { readonly piece: number; readonly given: { lines: string; done: number; isLast: boolean } };
  next?: IteratorResult<{ lines: string; done: number }, void>;
  usedAt: EpochMs;
}

/** Backups: the background reads the file out, a page of ours makes a file of it. */
export function backupHandlers(
  deps: AppDeps,
  canary: FileCanary,
  summaries: Summaries,
  isPersisted: () => Promise<boolean>,
): HandlersOf<'backup'> {
  const sessions = new Map<string, Session>();

  function end(backupId: string): void {
    sessions.get(backupId)?.close();
    sessions.delete(backupId);
  }
  function endIdle(): void {
    for (const [id, { usedAt }] of sessions) if (deps.now() - usedAt > IDLE_MS) end(id);
  }

  return {
    async 'backup.about'() {
      endIdle();
      const [{ seen, isGone, people }, place, persisted] = await Promise.all([
        canary.look(),
        readPlace(),
        isPersisted(),
      ]);
      const { backupAt } = seen ?? {};
      const former = place.formers.at(-1);
      const until = former && former.at + FORMER_KEPT_MS;
      return done({
        hasRecords: people > 0,
        ...(isGone && seen
          ? { gone: { people: seen.people, seenAt: seen.seenAt, ...(backupAt ? { backupAt } : {}) } }
          : {}),
        ...(seen && !isGone ? { since: seen.since, ...(backupAt ? { backupAt } : {}) } : {}),
        ...(until !== undefined && until > deps.now() ? { formerUntil: until } : {}),
        persisted,
      });
    },
    async 'backup.startAnew'() {
      await canary.accept();
      return done({});
    },
    async 'backup.made'({ at }) {
      await canary.made(at);
      return done({});
    },
    async 'backup.open'() {
      endIdle();
      const [reading, all] = await Promise.all([deps.store.backup(), summaries.all()]);
      const backupId = deps.newId();
      const { device, total } = reading.head;
      const holds: Holds = holdsOf(all);
      sessions.set(backupId, { pieces: reading.pieces(), close: reading.close, usedAt: deps.now() });
      return done({ backupId, at: deps.now(), holds, total, ...(device ? { device } : {}) });
    },
    async 'backup.next'({ backupId, piece }) {
      const session = sessions.get(backupId);
      if (!session) return notFound;
      session.usedAt = deps.now();
      if (session.last?.piece === piece) return done(session.last.given);
      // One ahead, so that the last one can say so.
      const current = session.next ?? (await session.pieces.next());
      session.next = await session.pieces.next();
      const { lines, done: count } = current.value ?? { lines: '', done: 0 };
      const given = { lines, done: count, isLast: session.next.done === true };
      session.last = { piece, given };
      return done(given);
    },
    async 'backup.close'({ backupId }) {
      end(backupId);
      return done({});
    },
  };
}
