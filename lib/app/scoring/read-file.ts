import type { CustomField } from '../../domain/custom-field.ts';
import { customFieldOf } from '../../domain/custom-field.ts';
import type { ScoringProgress } from '../../messaging/score-work.ts';
import type { Database, FileState } from '../../storage/database.ts';
import type { ReaderDeps } from '../../storage/deps.ts';
import { createReader, type Reader } from '../../storage/reader.ts';
import { changedSince, fileState } from '../../storage/scan.ts';
import { scanColumns } from '../../storage/scan-columns.ts';
import { createSegmentCache } from '../../storage/segments/cache.ts';
import { outlineOf } from '../../storage/segments/summary-chunk.ts';
import { beginRead } from '../../storage/transaction.ts';
import { keysOf } from '../keys.ts';
import { readSettings } from '../settings.ts';
import { summaryOf } from '../summaries.ts';
import { createRawFile, type RawFile } from './raw-file.ts';
import { type ScoreSettings, scoreSettingsOf } from './score-settings.ts';
import { withoutPeople } from './without-people.ts';

/** The file as the worker holds it, and under what it is to be scored. */
export interface HeldFile {
  readonly raw: RawFile;
  /** Of which it was read. */
  readonly state: FileState;
  readonly settings: ScoreSettings;
  readonly fields: readonly CustomField[];
}

export interface FileReading {
  /** The file as it is now: read once, then only who has changed. */
  current(database: Database, context: ReadingContext): Promise<HeldFile>;
  read<T>(database: Database, work: (reader: Reader) => Promise<T>): Promise<T>;
}

interface ReadingContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ScoringProgress) => void;
}

/** Above this many changed people reading everybody anew is the shorter way. */
const CHANGED_MOST = 2000;
/** So often the file may be laid out anew under a reading before something must be wrong. */
const READINGS_MOST = 5;
const PER_CENT = 100;

export function createFileReading(): FileReading {
  const deps: ReaderDeps = { cache: createSegmentCache(), keysOf, summaryOf };
  let held: { readonly name: string; readonly raw: RawFile; readonly state: FileState } | undefined;
  // One after the other: whoever comes meanwhile finds it read.
  let turn: Promise<unknown> = Promise.resolve();

  const read = <T>(database: Database, work: (reader: Reader) => Promise<T>): Promise<T> =>
    work(createReader(beginRead(database), deps));

  async function readAll(database: Database, { signal, onProgress }: ReadingContext) {
    for (let reading = 1; reading <= READINGS_MOST; reading += 1) {
      signal.throwIfAborted();
      // The state first: whoever is put on file while this is read changed after it, and is looked for again.
      const state = await fileState(database);
      const people = await read(database, (reader) => reader.outlines());
      const { visitor, finish } = createRawFile(people);
      const isWhole = await scanColumns(database, state, visitor, (share) => {
        signal.throwIfAborted();
        onProgress({ phase: 'reading', done: Math.round(share * PER_CENT), total: PER_CENT });
      });
      if (isWhole) return { name: database.name, raw: finish(), state };
    }
    throw new Error('the file is laid out anew again and again');
  }

  /** The held file with some people read again. */
  async function readChanged(database: Database, before: NonNullable<typeof held>, homes: readonly string[]) {
    const wholes = await read(database, async (reader) => {
      const ids = new Set(homes);
      for (const home of homes) ids.add((await reader.whole(home)).id);
      return Promise.all(Array.from(ids, (id) => reader.whole(id)));
    });
    const people = new Map(wholes.map((whole) => [whole.id, whole]));
    const outlines = [...people.values()].flatMap((whole) => {
      const summary = summaryOf(whole);
      return summary ? [outlineOf(summary)] : [];
    });
    const { visitor, finish } = createRawFile(outlines);
    for (const whole of people.values()) {
      visitor.home(whole.id, whole.stored('customers').length > 0);
      for (const { placedAt = Number.NaN, status, currency, totalMinor, refundedMinor } of whole.list('orders'))
        visitor.order(placedAt, status, currency, totalMinor ?? Number.NaN, refundedMinor ?? Number.NaN);
      for (const { at, createdAt } of whole.list('interactions')) visitor.contact(at ?? createdAt);
    }
    const gone = new Set([...homes, ...people.keys()]);
    return withoutPeople(before.raw, gone, finish());
  }

  async function upToDate(database: Database, context: ReadingContext) {
    if (held?.name !== database.name) held = undefined;
    // Who changes while the changed ones are read is looked at again the next time.
    const state = await fileState(database);
    const changed = held ? await changedSince(database, held.state) : 'many';
    if (!held || changed === 'many' || changed.length > CHANGED_MOST) held = await readAll(database, context);
    else if (changed.length > 0) held = { ...held, raw: await readChanged(database, held, changed), state };
    return held;
  }

  return {
    read,
    current(database, context) {
      const next = turn.then(async (): Promise<HeldFile> => {
        const { raw, state } = await upToDate(database, context);
        return read(database, async (reader) => {
          const settings = scoreSettingsOf(await readSettings(reader));
          const stored = await reader.allOfShop('fields');
          return { raw, state, settings, fields: stored.flatMap((field) => customFieldOf(field) ?? []) };
        });
      });
      turn = next.catch(() => {});
      return next;
    },
  };
}
