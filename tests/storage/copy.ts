import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { openDatabase } from '../../lib/storage/database.ts';
import { HLC_ZERO } from '../../lib/storage/hlc.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';
import { nextId } from './open-test-store.ts';

export const DEVICE = '00000000000000d1';

/** All that a backup of the file says. */
export async function linesOf(store: Store): Promise<string> {
  const reading = await store.backup();
  let lines = '';
  for await (const piece of reading.pieces()) lines += piece.lines;
  reading.close();
  return lines;
}

/** A database beside the file, filled from lines. */
export async function restored(store: Store, lines: string, own = { device: DEVICE, clock: HLC_ZERO }) {
  const opened = await openDatabase({ name: `regulars-${nextId()}`, onClosed: () => {} });
  if (!opened.ok) throw new Error(opened.error.type);
  const restoring = store.restoring(opened.value, own);
  const aside: string[] = [];
  for (const line of lines.split('\n')) {
    const left = line === '' ? undefined : await restoring.put(line);
    if (left !== undefined) aside.push(left);
  }
  const found = await restoring.finish();
  const now = () => 1_790_000_500_000;
  const other = createStore(async () => opened.value, { now, newDevice: () => DEVICE, keysOf, summaryOf });
  return { store: other, database: opened.value, aside, found };
}
