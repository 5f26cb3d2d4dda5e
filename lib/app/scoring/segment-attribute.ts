import type { CustomField } from '../../domain/custom-field.ts';
import { STAGES } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { FigureColumns } from '../../scoring/figure-columns.ts';
import type { AttributeColumn, AttributeColumns } from '../../scoring/rules/attribute-columns.ts';
import { listColumn } from './attributes.ts';
import { knownUntil } from './known-until.ts';
import type { RawFile } from './raw-file.ts';
import {
  goodsOfSegments,
  type RuleSegment,
  type SegmentSource,
  type SegmentSubject,
  segmentsOf,
} from './rule-segments.ts';
import type { ToldColumns } from './told-figures.ts';

/** Those who are scored, as segments see them before they have a score. */
export interface ScoredPeople {
  readonly figures: FigureColumns;
  readonly rows: Uint32Array;
  readonly told: ToldColumns;
  readonly currency: string | undefined;
  readonly fields: readonly CustomField[];
  readonly raw: RawFile;
  /** Nothing after its day is known, in the shop's time zone. */
  readonly at: EpochMs;
  readonly timeZone: string | undefined;
}

/** What rules can ask, some segments too; without any it is what it was. */
export async function withSegments(
  attributes: AttributeColumns,
  segments: readonly RuleSegment[],
  source: SegmentSource | undefined,
  people: ScoredPeople,
): Promise<AttributeColumns> {
  if (!source || segments.length === 0) return attributes;
  const goods = goodsOfSegments(segments, people.fields);
  const [summaries, buyers] = await Promise.all([
    source.summaries(),
    goods.length === 0 ? undefined : source.buyers(goods, people.at),
  ]);
  const bought = (keys: readonly string[]) => {
    const ids = new Set<string>(buyers?.anyOf(keys));
    return Uint8Array.from(people.rows, (place) => Number(ids.has(people.raw.people[place]?.id ?? '')));
  };
  let column: AttributeColumn | undefined;
  return {
    ...attributes,
    column(attribute) {
      if (attribute !== 'segment') return attributes.column(attribute);
      if (column) return column;
      const { rows, fields, at } = people;
      const of = segmentsOf(segments, rows.length, subjects(summaries, people), fields, at, bought);
      column = listColumn(of);
      return column;
    },
  };
}

function subjects(summaries: ReadonlyMap<string, Summary>, people: ScoredPeople) {
  const { figures, rows, told, currency, raw } = people;
  const known = knownUntil(raw, people.at, people.timeZone);
  return (row: number): SegmentSubject | undefined => {
    const place = rows[row] as number;
    const summary = summaries.get(raw.people[place]?.id ?? '');
    return (
      summary && {
        summary: known(place, summary),
        stage: STAGES[(figures.stage[place] as number) - 1] ?? 'prospect',
        sinceDays: figures.sinceDays[place],
        baseCurrency: currency,
        told(figure) {
          const value = told[figure][row] as number;
          return Number.isNaN(value) ? undefined : value;
        },
      }
    );
  };
}
