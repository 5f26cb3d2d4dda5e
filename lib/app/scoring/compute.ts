import type { RuleSet } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { ComputeContext, ComputeMethods } from '../../messaging/compute-work.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';
import type { Database, FileState } from '../../storage/database.ts';
import { openDerived } from '../../storage/derived.ts';
import type { Pace } from '../deps.ts';
import { activeRules } from '../score-rules.ts';
import { toBase64 } from './base64.ts';
import { type FileColumns, fileColumns } from './file-columns.ts';
import { decodeHead, decodeStandings, encodeGeneration } from './generation.ts';
import type { OpenFile } from './open-file.ts';
import { createFileReading } from './read-file.ts';
import { instantOf, modelReport } from './reports/model-report.ts';
import { attributesForBoth, rehearsalOf, rulesPreview } from './reports/other-rules.ts';
import { overviewOf } from './reports/overview.ts';
import { scoreRows } from './reports/score-rows.ts';
import { todayOf } from './reports/today.ts';
import { segmentSource } from './rule-segments.ts';
import { NEW_SHARE, SCORES, SCORES_VERSION, type ScoreHead, type Standing, type TierMove } from './score-head.ts';
import { dayIn, scoringOptions, settingsKey } from './score-settings.ts';
import { fitted, type ScoredShop, type Steps, scoreWith } from './score-shop.ts';
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
      const segments = await segmentSource((read) => reading.read(database, read));
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
   * The models as of a day. Reports take those of before while they are of the same day and the file is much the same;
   * when everybody is scored, what changed may be more than it looks: then they must be of the very file.
   */
  async function modelAt(
    { columns, settings, database }: OpenFile,
    at: EpochMs,
    context: ComputeContext,
    isExact = false,
  ): Promise<ShopModel> {
    const options = scoringOptions(settings, dayIn(settings, at), columns.currency);
    const key = JSON.stringify([database.name, options, columns.currency, settingsKey(settings)]);
    const purchases = columns.day.length;
    const isNear = fit && Math.abs(purchases - fit.purchases) < NEW_SHARE * fit.purchases;
    if (fit?.key === key && (isExact ? fit.columns === columns : isNear)) return fit.model;
    const model = await fitted(columns, { ...options, isLean: true }, stepsOf(context));
    fit = { key, columns, purchases, model };
    return model;
  }

  /** Everybody as of a day, held until the file or the day is another. */
  async function shopAt(file: OpenFile, at: EpochMs, context: ComputeContext): Promise<ScoredShop> {
    const rules = await reading.read(file.database, activeRules);
    const key = JSON.stringify([dayIn(file.settings, at), rules, settingsKey(file.settings)]);
    if (scored?.key === key && scored.columns === file.columns) return scored.shop;
    const before = await storedScores(file.database);
    const isPast = before !== undefined && dayIn(file.settings, before.head.scoredAt) > dayIn(file.settings, at);
    const former = before && !isPast ? (id: string) => before.standing(id) : undefined;
    const model = await modelAt(file, at, context);
    const shop = await scoreWith({ ...file, rules, at, ...(former ? { former } : {}) }, model, stepsOf(context));
    scored = { key, columns: file.columns, shop };
    return shop;
  }

  return {
    models: ({ at, ...days }: { at: EpochMs; asOf?: number; until?: number }, context) =>
      withFile(context, async (file) =>
        JSON.stringify(await modelReport(file, { today: dayIn(file.settings, at), ...days }, stepsOf(context))),
      ),
    rows: ({ at, asOf, from, limit }: { at: EpochMs; asOf?: number; from: number; limit: number }, context) =>
      withFile(context, async (file) => {
        const shop = await shopAt(file, asOf === undefined ? at : instantOf(asOf, file.settings.timeZone), context);
        const total = file.raw.people.length;
        const next = from + limit;
        return {
          rows: JSON.stringify(scoreRows(file, shop, from, limit)),
          total,
          ...(next < total ? { next } : {}),
        };
      }),
    overview: ({ at }: { at: EpochMs }, context) =>
      withFile(context, async (file) => JSON.stringify(overviewOf(file.columns, await shopAt(file, at, context)))),
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
    rescore: ({ at }: { at: EpochMs }, context) =>
      withFile(context, async (file): Promise<Rescored> => {
        const rules = await reading.read(file.database, activeRules);
        const before = await storedScores(file.database);
        const former = before && ((id: string) => before.standing(id));
        const model = await modelAt(file, at, context, true);
        const shop = await scoreWith({ ...file, rules, at, ...(former ? { former } : {}) }, model, stepsOf(context));
        const moves = before ? await movesOf(shop, before, at) : [];
        last = encodeGeneration(shop.scored);
        runs += 1;
        const key = JSON.stringify([dayIn(file.settings, at), rules, settingsKey(file.settings)]);
        scored = { key, columns: file.columns, shop };
        const { counts, names } = last;
        return { head: { ...shop.head, counts }, covers: file.state, run: runs, names, moves };
      }),
    /** One chunk of what was worked out last; of what was before there is none any more. */
    chunk: async ({ run, name }: { run: number; name: string }) => {
      const bytes = run === runs ? last?.chunk(name) : undefined;
      if (!bytes) throw new Error('no such chunk');
      return toBase64(bytes);
    },
  };
}

/** The scores that are stored, to compare with. */
export interface StoredScores {
  readonly head: ScoreHead;
  readonly load: (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
  rowOf(id: string): number | undefined;
  standing(id: string): Standing | undefined;
}

async function storedScores(database: Database): Promise<StoredScores | undefined> {
  const stored = await openDerived(database, SCORES);
  const head = stored && (await decodeHead(stored.load, SCORES_VERSION));
  const standings = head && (await decodeStandings(stored.load, head));
  if (!stored || !head || !standings) return undefined;
  return {
    head,
    load: stored.load,
    rowOf: standings.rowOf,
    standing(id) {
      const row = standings.rowOf(id);
      return row === undefined ? undefined : standings.at(row);
    },
  };
}
