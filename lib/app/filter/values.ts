import { cohortText, monthsAgain } from '../../domain/cohort.ts';
import type { CustomField } from '../../domain/custom-field.ts';
import type { CustomValue } from '../../domain/custom-value.ts';
import type { Subject } from './attributes.ts';

/** So many values are told of. */
const MOST_TOLD = 500;
/** Where more differ, choosing from a list is no use: those met later are not counted. */
const MOST_COUNTED = 5000;

interface ValueCount {
  value: string;
  count: number;
}

/** Counts which values there are to filter by, and how many customers have each. */
export function createValueCounts(fields: readonly CustomField[]) {
  const counter = () => new Map<string, number>();
  const [tag, source, currency, cohort, again] = [counter(), counter(), counter(), counter(), counter()];
  let base: string | undefined;
  const custom = new Map(fields.map(({ id }) => [id as string, counter()]));
  const count = (of: Map<string, number>, value: string) => {
    const known = of.get(value);
    if (known !== undefined || of.size < MOST_COUNTED) of.set(value, (known ?? 0) + 1);
  };
  return {
    take(subject: Subject): void {
      const { summary, facts } = subject;
      base = subject.baseCurrency;
      const month = subject.told('cohort');
      if (month !== undefined) count(cohort, cohortText(month));
      for (const after of monthsAgain(subject.told('again') ?? 0)) count(again, after);
      for (const one of summary.tags) count(tag, one);
      for (const net of summary.stats.net) count(currency, net.currency);
      for (const one of facts?.sources ?? []) count(source, one);
      for (const [id, value] of Object.entries(summary.custom ?? {})) {
        const of = custom.get(id);
        if (of) for (const one of plainValues(value)) count(of, one);
      }
    },
    /** The commonest first. Of a field of amounts they are its currencies, of numbers and days there are none. */
    all: () => ({
      tag: sorted(tag),
      source: sorted(source),
      currency: sorted(currency),
      // Months in the order of the calendar, not of how common they are.
      cohort: sorted(cohort).sort((a, b) => (a.value < b.value ? 1 : -1)),
      again: sorted(again).sort((a, b) => Number(a.value) - Number(b.value)),
      ...(base === undefined ? {} : { base }),
      custom: Object.fromEntries(Array.from(custom, ([id, of]) => [id, sorted(of)])),
    }),
  };
}

function plainValues(value: CustomValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (typeof value === 'number') return [];
  return Array.isArray(value) ? value : [value.currency];
}

const sorted = (of: ReadonlyMap<string, number>): ValueCount[] =>
  Array.from(of, ([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_TOLD);
