import * as z from 'zod/mini';
import type { EpochMs } from '../../domain/time.ts';
import type { Store } from '../../storage/store.ts';

/** A few words that outlive the database. */
export interface LocalMemory {
  get(key: string): Promise<unknown>;
  /** Absent forgets. */
  set(key: string, value: unknown): Promise<void>;
}

const Canary = z.object({
  device: z.string(),
  people: z.int(),
  /** When the file was first and last seen. */
  since: z.int(),
  seenAt: z.int(),
  backupAt: z.optional(z.int()),
});
type Canary = z.infer<typeof Canary>;

const KEY = 'file-seen';
/** Written anew when there are twice as many people, or half, or a day has passed. */
const SEEN_AGAIN_MS = 86_400_000;

/** What tells, beside the database, that this browser held a file: an empty database is then no new user. */
export interface FileCanary {
  /** What was last seen of the file; `isGone` when the database is not the one it was seen in. */
  look(): Promise<{ readonly seen: Canary | undefined; readonly isGone: boolean; readonly people: number }>;
  /** Notes that the file is there. A file that is gone is not written over. */
  see(): Promise<void>;
  /** The database there is now is the file, whatever was seen before. */
  accept(): Promise<void>;
  /** A backup was made of the file. */
  made(at: EpochMs): Promise<void>;
}

export function createCanary({
  store,
  local,
  now,
}: {
  readonly store: Store;
  readonly local: LocalMemory;
  readonly now: () => EpochMs;
}): FileCanary {
  const read = async (): Promise<Canary | undefined> => {
    const kept = z.safeParse(Canary, await local.get(KEY));
    return kept.success ? kept.data : undefined;
  };
  const look: FileCanary['look'] = async () => {
    const [seen, { device, people, restoredAt }] = await Promise.all([read(), store.about()]);
    // The id is made with a database's first record: another one, or none, is another database. One that was restored
    // since was put there by the person, even where the worker was stopped before that was noted here.
    const isOther = seen !== undefined && seen.people > 0 && seen.device !== device;
    return { seen, people, isGone: isOther && !(restoredAt !== undefined && restoredAt >= seen.seenAt) };
  };
  const write = async (before: Canary | undefined, backupAt: EpochMs | undefined) => {
    const { device, people } = await store.about();
    if (device === undefined) {
      await local.set(KEY, undefined);
      return;
    }
    await local.set(KEY, {
      ...{ device, people, seenAt: now(), since: before?.since ?? now() },
      ...(backupAt === undefined ? {} : { backupAt }),
    });
  };
  return {
    look,
    async see() {
      const { seen, isGone, people } = await look();
      if (isGone || people === 0) return;
      const isAsBefore =
        seen !== undefined &&
        seen.people > 0 &&
        Math.abs(Math.log2(people / seen.people)) < 1 &&
        now() - seen.seenAt < SEEN_AGAIN_MS;
      if (!isAsBefore) await write(seen, seen?.backupAt);
    },
    accept: () => write(undefined, undefined),
    async made(at) {
      const { seen, isGone } = await look();
      if (!isGone) await write(seen, at);
    },
  };
}
