import type { EpochMs } from '../../../domain/time.ts';
import type { ComputeContext } from '../../../messaging/compute-work.ts';
import type { FileState } from '../../../storage/database.ts';
import { fileState } from '../../../storage/scan.ts';
import { scanLines } from '../../../storage/scan-lines.ts';
import type { Pace } from '../../deps.ts';
import { toBase64 } from '../base64.ts';
import type { OpenFile } from '../open-file.ts';
import { dayIn } from '../score-settings.ts';
import { type Baskets, createBaskets } from './baskets.ts';
import { encodeHoldings } from './holdings-codec.ts';
import { encodePairs, type StoredHead } from './pair-codec.ts';
import { pairModelOf } from './pair-model.ts';

/** What counting the pairs of a file leaves to be stored. */
export interface CountedPairs {
  readonly head: Omit<StoredHead, 'version'>;
  readonly covers: FileState;
  /** Base64. */
  readonly pairs: string;
  /** Who bought what, to be asked for chunk by chunk. */
  readonly names: readonly string[];
}

/** So often the file may be laid out anew under a reading before something must be wrong. */
const READINGS_MOST = 5;
/** About how much of the work reading is. */
const READING_SHARE = 0.8;
const PER_CENT = 100;

/** Reads all purchases with their goods and counts what goes with what, as of a day: the worker's last and least urgent work. */
export async function countPairsOf(
  file: OpenFile,
  at: EpochMs,
  { signal, onProgress }: ComputeContext,
  pace: Pace,
): Promise<{ readonly counted: CountedPairs; readonly chunks: ReadonlyMap<string, Uint8Array> }> {
  const asOfDay = dayIn(file.settings, at);
  const { timeZone } = file.settings;
  const told = (share: number) => onProgress({ phase: 'pairs', done: Math.round(share * PER_CENT), total: PER_CENT });
  const { holdings, ...baskets } = await read(file, { timeZone, asOfDay }, async (share) => {
    signal.throwIfAborted();
    told(share * READING_SHARE);
    await pace.rest();
  });
  const chunks = new Map(encodeHoldings(holdings, { timeZone, asOfDay }));
  const model = await pairModelOf(baskets, asOfDay, async (share) => {
    signal.throwIfAborted();
    if (!pace.isDue()) return;
    told(READING_SHARE + share * (1 - READING_SHARE));
    await pace.rest();
  });
  const head = { ...model.head, countedAt: at, timeZone };
  const pairs = toBase64(encodePairs(model));
  return { counted: { head, covers: file.state, pairs, names: [...chunks.keys()] }, chunks };
}

/** Who bought what, read for the worker's own use, as it is stored. */
export async function countBoughtOf(
  file: Pick<OpenFile, 'database' | 'raw' | 'settings'>,
  at: EpochMs,
  onSlice: () => Promise<void>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const basis = { timeZone: file.settings.timeZone, asOfDay: dayIn(file.settings, at) };
  return new Map(encodeHoldings((await read(file, basis, onSlice)).holdings, basis));
}

async function read(
  { database, raw }: Pick<OpenFile, 'database' | 'raw'>,
  options: Parameters<typeof createBaskets>[1],
  onSlice: (share: number) => Promise<void>,
): Promise<Baskets> {
  for (let reading = 1; reading <= READINGS_MOST; reading += 1) {
    const { visitor, finish } = createBaskets(raw.people, options);
    if (await scanLines(database, await fileState(database), visitor, onSlice)) return finish();
  }
  throw new Error('the file is laid out anew again and again');
}
