import { err, ok, type Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { DuplicateWork, FindingProgress, FoundDuplicates } from '../messaging/duplicate-work.ts';
import { Cancelled, orCancelled } from './or-cancelled.ts';

export type FindingFailure = Failure | { readonly type: 'cancelled' } | { readonly type: 'finder-stopped' };

/** The worker may be stopped under a reading; more often than this it is not by chance. */
const MAX_READINGS = 3;

export interface FindingDeps {
  readonly background: Background;
  readonly startWork: () => DuplicateWork;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FindingProgress) => void;
}

/** Looks through everybody on file for people who are on it more than once. The next are fetched while the last are taken in. */
export async function findAll(deps: FindingDeps): Promise<Result<FoundDuplicates, FindingFailure>> {
  for (let reading = 1; ; reading += 1) {
    const work = deps.startWork();
    deps.signal.addEventListener('abort', work.close, { once: true });
    try {
      const answer = await findOnce(work, deps);
      const isReadingLost = !answer.ok && answer.error.type === 'not-found';
      if (!isReadingLost || reading === MAX_READINGS) return answer;
    } catch (error) {
      if (error instanceof Cancelled || deps.signal.aborted) return err({ type: 'cancelled' });
      return err({ type: 'finder-stopped' });
    } finally {
      deps.signal.removeEventListener('abort', work.close);
      work.close();
    }
  }
}

async function findOnce(
  work: DuplicateWork,
  { background, signal, onProgress }: FindingDeps,
): Promise<Result<FoundDuplicates, FindingFailure>> {
  const ask = (reading: string | undefined) =>
    background.call('duplicates.read', reading === undefined ? {} : { reading });
  onProgress({ phase: 'reading', done: 0, total: 0 });
  let coming = ask(undefined);
  let done = 0;
  for (;;) {
    const answer = await orCancelled(coming, signal);
    if (!answer.ok) return answer;
    const { people, count, total, reading } = answer.value;
    if (reading !== undefined) coming = ask(reading);
    work.add(people);
    done += count;
    onProgress({ phase: 'reading', done, total: Math.max(total, done) });
    if (reading === undefined) break;
  }
  const rejected = await orCancelled(background.call('duplicates.rejected', {}), signal);
  if (!rejected.ok) return rejected;
  // What the worker calls reading is the taking apart of what it was given.
  const found = work.find(rejected.value, ({ phase, ...how }) =>
    onProgress({ phase: phase === 'reading' ? 'grouping' : phase, ...how }),
  );
  return ok(await orCancelled(found, signal));
}
