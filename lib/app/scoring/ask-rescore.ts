import type { EpochMs } from '../../domain/time.ts';
import { type AskOptions, ATTEMPTS, type Compute, ComputeEnd } from '../../messaging/compute-work.ts';
import { fromBase64 } from './base64.ts';
import type { Rescored } from './compute.ts';
import type { Settled } from './former.ts';

/** Has everybody scored, with the chunks that are to be stored; begins again when the worker is lost. */
export async function askRescore(
  compute: Compute,
  request: { readonly at: EpochMs; readonly settled: Settled },
  options: AskOptions,
) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { names, run, ...found } = await compute.ask<Rescored>('rescore', request, options);
      const chunks: [string, Uint8Array][] = [];
      for (const name of names) {
        const text = await compute.ask<string>('chunk', { run, name }, { signal: options.signal });
        chunks.push([name, fromBase64(text)]);
      }
      return { ...found, chunks };
    } catch (error) {
      const isLost = error instanceof ComputeEnd && error.reason === 'lost';
      if (!isLost || attempt === ATTEMPTS) throw error;
    }
  }
}
