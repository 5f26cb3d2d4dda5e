import { type ReadonlySignal, signal } from '@preact/signals';
import type { Selection } from '../domain/filter.ts';
import type { Background } from '../messaging/background.ts';
import type { ExportRequest, FileWorkLine } from '../messaging/file-work.ts';
import type { Clock } from './clock.ts';
import { type ExportFailure, exportAll } from './export-run.ts';
import { createMeter, type Measure } from './meter.ts';

export interface ExportStore {
  /** What is being written, and how far it is in customers. */
  readonly running: ReadonlySignal<
    ({ readonly kind: ExportRequest['kind']; readonly done: number; readonly total: number } & Measure) | undefined
  >;
  readonly failure: ReadonlySignal<ExportFailure | undefined>;
  /** Writes the file, of everybody or of those chosen; absent when it failed or was cancelled. */
  write(request: ExportRequest, of?: Selection): Promise<Blob | undefined>;
  cancel(): void;
}

export function createExportStore(
  background: Background,
  clock: Clock,
  startWork: () => FileWorkLine,
  stop: AbortSignal,
): ExportStore {
  const running = signal<ReturnType<ExportStore['running']['peek']>>(undefined);
  const failure = signal<ExportFailure | undefined>(undefined);
  let stopping = new AbortController();
  stop.addEventListener('abort', () => stopping.abort());
  return {
    running,
    failure,
    async write(request, of) {
      if (running.peek()) return undefined;
      stopping = new AbortController();
      const { signal: stopped } = stopping;
      const work = startWork();
      stopped.addEventListener('abort', () => work.close());
      failure.value = undefined;
      running.value = { kind: request.kind, done: 0, total: 0 };
      const meter = createMeter(clock);
      meter.begin();
      const onProgress = (done: number, total: number) => {
        const measure = meter.measure(done, total);
        if (measure) running.value = { kind: request.kind, done, total, ...measure };
      };
      const answer = await exportAll(request, { work, background, signal: stopped, onProgress, of });
      work.close();
      running.value = undefined;
      if (answer.ok) return answer.value;
      if (answer.error.type !== 'cancelled') failure.value = answer.error;
      return undefined;
    },
    cancel: () => stopping.abort(),
  };
}
