import type { Selection } from '../domain/filter.ts';
import type { CustomerId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import { type ExportRequest, type FileWork, FileWorkEnded } from '../messaging/file-work.ts';
import { Cancelled, orCancelled } from './or-cancelled.ts';

const PEOPLE_AT_ONCE = 200;

export type ExportFailure = Failure | { readonly type: 'cancelled' } | { readonly type: 'reader-stopped' };

export interface ExportDeps {
  readonly work: FileWork;
  readonly background: Background;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** Of these alone. */
  readonly of?: Selection | undefined;
}

/** Writes everybody on file, or those chosen, into one file. The next people are fetched while the last are written. */
export async function exportAll(request: ExportRequest, deps: ExportDeps): Promise<Result<Blob, ExportFailure>> {
  const { work, background, signal, onProgress, of } = deps;
  const ask = (after: CustomerId | undefined) =>
    background.call('export.people', {
      limit: PEOPLE_AT_ONCE,
      ...(of === undefined ? {} : { of }),
      ...(after === undefined ? {} : { after }),
    });
  try {
    const listed = await orCancelled(background.call('fields.list', {}), signal);
    if (!listed.ok) return listed;
    await work.write({ ...request, fields: listed.value });
    let coming = ask(undefined);
    let done = 0;
    for (;;) {
      const answer = await orCancelled(coming, signal);
      if (!answer.ok) return answer;
      const { people, count, next, total } = answer.value;
      if (next !== undefined) coming = ask(next);
      await orCancelled(work.put(people), signal);
      done += count;
      onProgress(done, total);
      if (next === undefined) break;
    }
    // Orders whose buyer nobody knows are on file too, but are nobody's of those chosen.
    const isWhole = of === undefined && request.kind.startsWith('orders.');
    for (let from: number | undefined = isWhole ? 0 : undefined; from !== undefined; ) {
      const answer = await orCancelled(background.call('export.ofNobody', { from }), signal);
      if (!answer.ok) return answer;
      await orCancelled(work.put(answer.value.people), signal);
      from = answer.value.next;
    }
    return ok(await work.finish());
  } catch (error) {
    if (error instanceof Cancelled) return err({ type: 'cancelled' });
    if (error instanceof FileWorkEnded) return err({ type: signal.aborted ? 'cancelled' : 'reader-stopped' });
    throw error;
  }
}
