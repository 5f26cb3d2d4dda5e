import { FEW_FOR_CHANCES } from '../../domain/chances.ts';
import type { RuleSet } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { ComputeContext, ComputeMethods } from '../../messaging/compute-work.ts';
import { isEnoughForChances } from '../../scoring/chances.ts';
import { MODEL_VERSION, type ShopModel } from '../../scoring/shop-model.ts';
import type { Database, FileState } from '../../storage/database.ts';
import { openDerived } from '../../storage/derived.ts';
import type { Reader } from '../../storage/reader.ts';
import { changedSince } from '../../storage/scan.ts';
import type { Pace } from '../deps.ts';
import { toBase64 } from './base64.ts';
import { type FileColumns, fileColumns } from './file-columns.ts';
import { formerBy, type Settled } from './former.ts';
import { encodeGeneration } from './generation.ts';
import { lastTiers, readMoves } from './move-log.ts';
import { boughtBeside } from './offers/bought-beside.ts';
import { countPairsOf } from './offers/count-pairs.ts';
import type { OpenFile } from './open-file.ts';
import { createFileReading } from './read-file.ts';
import { instantOf, modelReport } from './reports/model-report.ts';
import { attributesForBoth, rehearsalOf, rulesPreview } from './reports/other-rules.ts';
import { overviewOf } from './reports/overview.ts';
import { scoreRows } from './reports/score-rows.ts';
import { todayOf } from './reports/today.ts';
import { segmentSource } from './rule-segments.ts';
import { NEW_SHARE, SCORES, type ScoreHead, type TierMove } from './score-head.ts';
import { dayIn, scoringOptions, settingsKey } from './score-settings.ts';
import { fitted, type ScoredShop, type Steps, scoreWith } from './score-shop.ts';
import { type StoredScores, storedScores } from './stored-scores.ts';
import { movesOf } from './tier-moves.ts';

/** What a scoring of the whole file leaves to be stored. */
export interface Rescored {
  readonly head: ScoreHead;
  readonly covers: FileState;
  /** Which scoring of the worker's it was. */
  readonly run: number;
  /** Chunks to be asked for one by one. */
  readonly names: readonly string[];
  readonly moves: readonly TierMove[];
}

export interface ComputeDeps {
  readonly open: () => Promise<Database>;
  readonly pace: () => Pace;
}

/** The worker's methods over a database that it only reads. The file is held between them. */
export function computeMethods({ open, pace }: ComputeDeps): ComputeMethods {
  const reading = createFileReading();
  let columnsOf: { readonly raw: unknown; readonly key: string; readonly columns: FileColumns } | undefined;
  let last: ReturnType<typeof encodeGeneration> | undefined;
  let runs = 0;
  let bought: ReadonlyMap<string, Uint8Array> | undefined;
  let fit:
    | { readonly key: string; readonly columns: FileColumns; readonly purchases: number; readonly model: ShopModel }
    | undefined;
  let scored: { readonly key: string; readonly columns: FileColumns; readonly shop: ScoredShop } | undefined;

  /** Work with the file; the database is open no longer than that, so that nobody waits for it to be closed. */
  async function withFile<T>(context: ComputeContext, work: (file: OpenFile) => Promise<T>): Promise<T> {
    const database = await open();
    try {
      const held = await reading.current(database, context);
      const key = settingsKey(held.settings);
      if (columnsOf?.raw !== held.raw || columnsOf.key !== key)
        columnsOf = { raw: held.raw, key, columns: fileColumns(held.raw, held.settings) };
      const read = <R>(work: (reader: Reader) => Promise<R>) => reading.read(database, work);
      const buyers = boughtBeside(database, held, read, { signal: context.signal, pace });
      const segments = await segmentSource(read, buyers);
      if (JSON.stringify(scored?.shop.head.segments ?? []) !== JSON.stringify(segments.asked)) scored = undefined;
      return await work({ ...held, columns: columnsOf.columns, database, segments });
    } finally {
      database.close();
    }
  }

  const stepsOf = ({ signal, onProgress }: ComputeContext): Steps => ({
    pace: pace(),
    goOn(phase, done, total) {
      signal.throwIfAborted();
      onProgress({ phase, done, total });
    },
  });

  /**
   * The models as of a day. Reports take those of before while they are of the same day and the file is much the same,
   * with as many who have bought as chances take or with fewer, as before;
   * when everybody is scored, what changed may be more than it looks: then they must be of the very file.
   */
  async function modelAt(
    { columns, settings, database }: OpenFile,
    at: EpochMs,
    context: ComputeContext,
    before: StoredScores | undefined,
    isExact = false,
  ): Promise<ShopModel> {
    const options = scoringOptions(settings, dayIn(settings, at), columns.currency);
    const key = JSON.stringify([database.name, options, columns.currency, settingsKey(settings)]);
    const purchases = columns.day.length;
    const isNear =
      fit &&
      Math.abs(purchases - fit.purchases) < NEW_SHARE * fit.purchases &&
      isEnoughForChances(columns, options.asOfDay) === fit.model.counts.buyers >= FEW_FOR_CHANCES;
    if (fit?.key === key && (isExact ? fit.columns === columns : isNear)) return fit.model;
    const known = before && (await storedModel({ columns, settings, database }, before, options.asOfDay));
    const model = known ?? (await fitted(columns, { ...options, isLean: true }, stepsOf(context)));
    fit = { key, columns, purchases, model };
    return model;
  }

  /** Everybody as of a day, held until the file or the day is another. */
  async function shopAt(given: OpenFile, at: EpochMs, context: ComputeContext, isPast = false): Promise<ScoredShop> {
    // Who is in a segment is known of now: of a past day it is not, as in a rehearsal.
    const file = { ...given, segments: isPast ? undefined : given.segments };
    const { rules } = given.segments;
    const key = JSON.stringify([dayIn(file.settings, at), rules, settingsKey(file.settings)]);
    if (scored?.key === key && scored.columns === file.columns) return scored.shop;
    const { stored, former: known } = await beforeOf(file.database);
    const isBefore = stored !== undefined && dayIn(file.settings, stored.head.scoredAt) > dayIn(file.settings, at);
    const former = isBefore ? undefined : known;
    const model = await modelAt(given, at, context, stored);
    const shop = await scoreWith({ ...file, rules, at, ...(former ? { former } : {}) }, model, stepsOf(context));
    scored = { key, columns: file.columns, shop };
    return shop;
  }

  /** What was said of everybody before. */
  async function beforeOf(database: Database, settled?: Settled) {
    const [stored, moves] = await Promise.all([
      openDerived(database, SCORES).then(storedScores),
      reading.read(database, readMoves),
    ]);
    const logged = lastTiers(moves);
    return { stored, logged, former: formerBy(stored, logged, settled) };
  }

  return {
    models: ({ at, ...days }: { at: EpochMs; asOf?: number; until?: number }, context) =>
      withFile(context, async (file) =>
        JSON.stringify(await modelReport(file, { today: dayIn(file.settings, at), ...days }, stepsOf(context))),
      ),
    rows: ({ at, asOf, from, limit }: { at: EpochMs; asOf?: number; from: number; limit: number }, context) =>
      withFile(context, async (file) => {
        const day = asOf === undefined ? at : instantOf(asOf, file.settings.timeZone);
        const shop = await shopAt(file, day, context, asOf !== undefined && asOf < dayIn(file.settings, at));
        const total = file.raw.people.length;
        const next = from + limit;
        return {
          rows: JSON.stringify(scoreRows(file, shop, from, limit)),
          total,
          ...(next < total ? { next } : {}),
        };
      }),
    overview: ({ at }: { at: EpochMs }, context) =>
      withFile(context, async (file) => JSON.stringify(overviewOf(file, await shopAt(file, at, context)))),
    today: ({ at }: { at: EpochMs }, context) =>
      withFile(context, async (file) => {
        const shop = await shopAt(file, at, context);
        return JSON.stringify(await reading.read(file.database, (reader) => todayOf(file, shop, reader, at)));
      }),
    preview: ({ at, rules }: { at: EpochMs; rules: RuleSet }, context) =>
      withFile(context, async (file) => {
        const shop = await shopAt(file, at, context);
        const asked = await file.segments.askedBy({ ...rules, rules: [...shop.head.rules.rules, ...rules.rules] });
        const attributes = await attributesForBoth(file, shop, asked, at);
        const preview = await reading.read(file.database, (reader) => rulesPreview(shop, attributes, reader, rules));
        return JSON.stringify(preview);
      }),
    rehearse: ({ at, rules }: { at: EpochMs; rules: RuleSet }, context) =>
      withFile(context, async (file) => JSON.stringify(await rehearsalOf(file, rules, at, context, pace()))),
    rescore: ({ at, settled }: { at: EpochMs; settled: Settled }, context) =>
      withFile(context, async (file): Promise<Rescored> => {
        const { rules } = file.segments;
        const { stored, ...before } = await beforeOf(file.database, settled);
        const model = await modelAt(file, at, context, stored, true);
        const shop = await scoreWith({ ...file, rules, at, former: before.former }, model, stepsOf(context));
        const moves = await movesOf(shop, stored, before, at);
        last = encodeGeneration(shop.scored);
        runs += 1;
        const key = JSON.stringify([dayIn(file.settings, at), rules, settingsKey(file.settings)]);
        scored = { key, columns: file.columns, shop };
        const { counts, names } = last;
        return { head: { ...shop.head, counts }, covers: file.state, run: runs, names, moves };
      }),
    /** What is bought together, and by whom: a step of its own, with its own result. */
    pairs: ({ at }: { at: EpochMs }, context) =>
      withFile(context, async (file) => {
        const { counted, chunks } = await countPairsOf(file, at, context, pace());
        bought = chunks;
        return counted;
      }),
    /** One chunk of who bought what, as it was counted last. */
    bought: async ({ name }: { name: string }) => {
      const bytes = bought?.get(name);
      if (!bytes) throw new Error('no such chunk');
      return toBase64(bytes);
    },
    /** What was asked for has been stored. */
    boughtKept: async () => {
      bought = undefined;
    },
    /** One chunk of what was worked out last; of what was before there is none any more. */
    chunk: async ({ run, name }: { run: number; name: string }) => {
      const bytes = run === runs ? last?.chunk(name) : undefined;
      if (!bytes) throw new Error('no such chunk');
      return toBase64(bytes);
    },
  };
}

/** The models of the stored scores, where nobody has changed since they were fitted and the day is the same: others cannot come of it. */
async function storedModel(
  { columns, settings, database }: Pick<OpenFile, 'columns' | 'settings' | 'database'>,
  { head, covers }: StoredScores,
  asOfDay: number,
): Promise<ShopModel | undefined> {
  const { model } = head;
  const isOther =
    model.version !== MODEL_VERSION ||
    model.asOfDay !== asOfDay ||
    head.settings !== settingsKey(settings) ||
    head.currency !== columns.currency;
  return !isOther && (await changedSince(database, covers)).length === 0 ? model : undefined;
}
