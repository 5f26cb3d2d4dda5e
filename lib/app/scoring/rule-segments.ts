import type { CustomField } from '../../domain/custom-field.ts';
import type { FilterNode } from '../../domain/filter.ts';
import { segmentsAsked } from '../../domain/rule-segments.ts';
import type { RuleSet } from '../../domain/score.ts';
import { segmentRefusal } from '../../domain/segment-use.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Reader } from '../../storage/reader.ts';
import type { Subject } from '../filter/attributes.ts';
import { conditionsOf } from '../filter/conditions.ts';
import type { Mask } from '../filter/mask.ts';
import { readSavedFilters } from '../filter/saved-filters.ts';
import { createColumns } from '../list/columns.ts';
import type { Buyers } from './offers/buyers.ts';
import { activeRules } from './score-rules.ts';

/** A segment that rules ask for, as it was when scores were made by it. */
export interface RuleSegment {
  readonly id: string;
  readonly name: string;
  readonly where: readonly FilterNode[];
}

/** The goods that segments ask about. */
export const goodsOfSegments = (
  segments: readonly RuleSegment[],
  fields: readonly CustomField[],
): readonly string[] => [...new Set(segments.flatMap(({ where }) => conditionsOf(where, fields)?.goods ?? []))];

/** The segments that rules ask for, in the order of their ids; none that is gone, or that scores cannot ask for. */
export async function ruleSegments(reader: Reader, rules: RuleSet): Promise<readonly RuleSegment[]> {
  const asked = segmentsAsked(rules.rules);
  if (asked.size === 0) return [];
  const saved = await readSavedFilters(reader);
  return saved
    .filter(({ id, filter }) => asked.has(id) && segmentRefusal(filter) === undefined)
    .map(({ id, name, filter }) => ({ id, name, where: filter.where }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rules in use, the segments they ask for, and whom to ask about them. */
export interface SegmentSource {
  readonly rules: RuleSet;
  readonly asked: readonly RuleSegment[];
  /** Those that other rules ask for too. */
  askedBy(rules: RuleSet): Promise<readonly RuleSegment[]>;
  /** Everybody's summary by id. */
  summaries(): Promise<ReadonlyMap<string, Summary>>;
  /** Who bought some goods, as of now. */
  buyers(goods: readonly string[], at: EpochMs): Promise<Buyers>;
}

/** @param read within a transaction of its own */
export async function segmentSource(
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  buyers: SegmentSource['buyers'],
): Promise<SegmentSource> {
  const inUse = await read(async (reader) => {
    const rules = await activeRules(reader);
    return { rules, asked: await ruleSegments(reader, rules) };
  });
  return {
    ...inUse,
    askedBy: (rules) => read((reader) => ruleSegments(reader, rules)),
    summaries: () => read((reader) => reader.summaries()),
    buyers,
  };
}

/** What a segment can ask of somebody while their score is made: what is on file in short, and what the models say. */
export type SegmentSubject = Pick<Subject, 'summary' | 'stage' | 'told' | 'sinceDays' | 'baseCurrency'>;

/** Of some people by their rows, in which of the segments each is. */
export function segmentsOf(
  segments: readonly RuleSegment[],
  count: number,
  at: (row: number) => SegmentSubject | undefined,
  fields: readonly CustomField[],
  now: EpochMs,
  /** By row, 1 for those who bought at least one of some goods. */
  bought: (goods: readonly string[]) => Mask,
): readonly string[][] {
  const people = {
    size: () => count,
    subjectAt(row: number): Subject | undefined {
      const subject = at(row);
      return subject && { ...subject, score: undefined, tier: undefined, facts: undefined, now };
    },
  };
  const columns = createColumns(people, {});
  const found: string[][] = Array.from({ length: count }, () => []);
  for (const { id, where } of segments) {
    const conditions = conditionsOf(where, fields);
    // It asks for what this version does not know: nobody is told to be in it.
    if (!conditions) continue;
    const holding = conditions.holding({ ...people, columns, now, bought });
    // One that asks nothing is everybody.
    for (let row = 0; row < count; row += 1) if (holding?.[row] !== 0 && people.subjectAt(row)) found[row]?.push(id);
  }
  return found;
}

/** A part of a score with segments by name: what they were called then is kept with it. */
export function withSegmentNames<P extends { readonly attribute: string; readonly value?: unknown }>(
  part: P,
  segments: readonly RuleSegment[],
): P {
  if (part.attribute !== 'segment' || !Array.isArray(part.value)) return part;
  const names = new Map(segments.map(({ id, name }) => [id, name]));
  return { ...part, value: part.value.map((id) => names.get(id) ?? id) };
}
