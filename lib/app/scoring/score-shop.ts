import type { CustomField } from '../../domain/custom-field.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { STAGES, TIERS } from '../../domain/receipt.ts';
import type { RuleSet } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { ScoringOptions } from '../../scoring/columns.ts';
import type { FigureColumns } from '../../scoring/figure-columns.ts';
import { newFigureColumns } from '../../scoring/figure-columns.ts';
import { FIT_STEPS, fitShopInSteps } from '../../scoring/fit-shop.ts';
import { quantilesOf } from '../../scoring/numeric/ranks.ts';
import { type AttributeColumns, valueAt } from '../../scoring/rules/attribute-columns.ts';
import { gathered } from '../../scoring/rules/gathered.ts';
import { scoreColumns, sharesByRule } from '../../scoring/rules/score-columns.ts';
import { tierOf } from '../../scoring/rules/tier-of.ts';
import { scoreAll } from '../../scoring/score.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';
import type { Pace } from '../deps.ts';
import { attributeColumns } from './attributes.ts';
import type { FileColumns } from './file-columns.ts';
import type { Former } from './former.ts';
import type { ScoredColumns } from './generation.ts';
import type { RawFile } from './raw-file.ts';
import type { SegmentSource } from './rule-segments.ts';
import { LAST_TIER, NEWS_DAYS, SCORES_VERSION, type ScoreHead, type Standing } from './score-head.ts';
import { dayIn, type ScoreSettings, scoringOptions, settingsKey } from './score-settings.ts';
import { withSegments } from './segment-attribute.ts';
import { toldColumns } from './told-figures.ts';
import { warningsOf } from './warnings.ts';

/** What scoring a file asks for beside the file. */
export interface ScoringOf {
  readonly raw: RawFile;
  readonly columns: FileColumns;
  readonly settings: ScoreSettings;
  readonly fields: readonly CustomField[];
  readonly rules: RuleSet;
  /** Nothing after it is known. */
  readonly at: EpochMs;
  /** Where rules ask for segments, whom to ask about them. */
  readonly segments?: SegmentSource | undefined;
  /** Where somebody stood before. */
  readonly former?: (id: string) => Former | undefined;
}

/** A file that was scored whole. */
export interface ScoredShop {
  readonly head: Omit<ScoreHead, 'counts'>;
  readonly figures: FigureColumns;
  /** Places of those who bought something. */
  readonly rows: Uint32Array;
  readonly attributes: AttributeColumns;
  readonly scored: ScoredColumns;
}

/** Long work that lets others have their turn, and may be broken off by throwing. */
export interface Steps {
  readonly pace: Pace;
  /** Called between slices; may throw to break off. */
  readonly goOn: (phase: 'fitting' | 'scoring', done: number, total: number) => void;
}

const SLICE = 4096;
const QUANTILE_STEPS = 200;

/** Fits the models to a file and scores everybody. */
export async function scoreShop(of: ScoringOf, steps: Steps): Promise<ScoredShop> {
  const { columns, settings, at } = of;
  const options = { ...scoringOptions(settings, dayIn(settings, at), columns.currency), isLean: true };
  const model = await fitted(columns, options, steps);
  return scoreWith(of, model, steps);
}

/** The models, with a rest and a look for whoever wants to break off between their steps. */
export async function fitted(columns: FileColumns, options: ScoringOptions, { pace, goOn }: Steps): Promise<ShopModel> {
  const fit = fitShopInSteps(columns, options);
  for (let done = 0; ; done += 1) {
    goOn('fitting', done, FIT_STEPS.length);
    const step = fit.next();
    if (step.done) return step.value;
    await pace.rest();
  }
}

/** Scores everybody by a model that was fitted before. */
export async function scoreWith(of: ScoringOf, model: ShopModel, { pace, goOn }: Steps): Promise<ScoredShop> {
  const { raw, columns, settings, fields, rules, at, former } = of;
  const { people } = raw;
  const figures = newFigureColumns(columns.count);
  const stood =
    former &&
    people.map(({ id }, place) => (columns.start[place] === columns.start[place + 1] ? undefined : former(id)));
  const formerAt = (place: number) => stood?.[place];
  for (let from = 0; from < columns.count; from += SLICE) {
    goOn('scoring', from, columns.count);
    const to = Math.min(columns.count, from + SLICE);
    scoreAll(columns, model, { into: figures, from, to, ...(former ? { earlier: formerAt } : {}) });
    if (pace.isDue()) await pace.rest();
  }
  const rows = Uint32Array.from(buyers(figures));
  const netQuantiles = netQuantilesOf(figures);
  const told = toldColumns(figures, rows, columns, model);
  const plain = attributeColumns(
    figures,
    rows,
    refundShares(columns, model.asOfDay),
    (place) => people[place] as RawFile['people'][number],
    { model, netQuantiles, fields, currency: columns.currency },
  );
  const known = { figures, rows, told, raw, fields, at, currency: columns.currency, timeZone: settings.timeZone };
  const attributes = await withSegments(plain, of.segments?.asked ?? [], of.segments, known);
  const { score, unclamped, means } = scoreColumns(rules, attributes);
  const scale = 10 ** model.minorDigits;
  const tier = new Uint8Array(rows.length);
  rows.forEach((place, row) => {
    const measures = measuresAt(figures, place, score[row] as number, scale);
    tier[row] = TIERS.indexOf(tierOf(rules.tiers, measures, formerAt(place)?.tier) ?? LAST_TIER);
  });
  const columnsOfRules = rules.rules.map(({ attribute }) => attributes.column(attribute));
  return {
    head: {
      ...{ version: SCORES_VERSION, scoredAt: at, settings: settingsKey(settings), model, rules, netQuantiles },
      means: [...means],
      currency: columns.currency,
      segments: of.segments?.asked ?? [],
      words: columnsOfRules.map((column) => (column?.kind === 'choice' ? column.words : null)),
      warnings: warningsOf(raw, columns, model),
      alarms: alarmsByDay(figures, model.asOfDay),
    },
    figures,
    rows,
    attributes,
    scored: {
      ids: Array.from(rows, (place) => people[place]?.id ?? ''),
      ...{ score, unclamped, tier },
      stage: new Uint8Array(gathered(figures.stage, rows).map((code) => code - 1)),
      lastDay: new Int32Array(gathered(figures.lastDay, rows)),
      told,
      shares: sharesByRule(rules, attributes),
      values: columnsOfRules.map((column) => {
        if (column?.kind === 'choices')
          return Array.from(rows, (_, row) => valueAt(column, row) as string[] | undefined);
        const values = new Float64Array(rows.length).fill(Number.NaN);
        const known = column?.kind === 'choice' ? column.at : column?.values;
        if (known) values.set(known);
        return values;
      }),
    },
  };
}

/** Nets of buyers at 0, 1/200 … 1 of them. */
export const netQuantilesOf = ({ net, n }: FigureColumns): number[] =>
  quantilesOf(net.filter((one, place) => !Number.isNaN(one) && n[place] !== 0).sort(), QUANTILE_STEPS);

export const idOfRow = ({ scored }: ScoredShop, row: number): CustomerId => scored.ids[row] as CustomerId;

function alarmsByDay({ count, alarm, alarmDay }: FigureColumns, asOfDay: number): [number, number][] {
  const days = new Map<number, number>();
  for (let place = 0; place < count; place += 1) {
    const day = alarmDay[place] as number;
    if (alarm[place] !== 0 && day > asOfDay - NEWS_DAYS) days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days];
}

function* buyers(figures: FigureColumns): Iterable<number> {
  for (let place = 0; place < figures.count; place += 1) if ((figures.n[place] as number) > 0) yield place;
}

/** What tiers can go by, of somebody at a place. */
export const measuresAt = (figures: FigureColumns, place: number, score: number, scale: number) => {
  const net = figures.net[place] as number;
  const [r, f, m] = [figures.r[place] as number, figures.f[place] as number, figures.m[place] as number];
  return { score, net: Number.isNaN(net) ? undefined : net / scale, rfm: r && f && m ? r + f + m : undefined };
};

/** What was given back, as a share of what was paid until a day; NaN where nothing was paid that anybody said. */
function refundShares(columns: FileColumns, asOfDay: number): Float64Array {
  const shares = new Float64Array(columns.count).fill(Number.NaN);
  for (let place = 0; place < columns.count; place += 1) {
    let [paid, back] = [0, 0];
    const end = columns.start[place + 1] as number;
    for (
      let entry = columns.start[place] as number;
      entry < end && (columns.day[entry] as number) <= asOfDay;
      entry += 1
    ) {
      paid += columns.paid[entry] as number;
      back += columns.refunded[entry] as number;
    }
    if (paid > 0) shares[place] = Math.min(1, back / paid);
  }
  return shares;
}

/** Somebody's standing as it was just worked out. */
export const standingAt = ({ scored }: ScoredShop, row: number): Standing => ({
  score: scored.score[row] as number,
  tier: TIERS[scored.tier[row] as number] ?? LAST_TIER,
  stage: STAGES[scored.stage[row] as number] ?? 'prospect',
  lastDay: scored.lastDay[row] as number,
});
