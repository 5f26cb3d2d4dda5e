import type { RowMarks } from '../../domain/profile.ts';
import type { Summary } from '../../domain/summary.ts';
import { highlighter } from '../../search/highlight.ts';
import type { ShownField } from '../../search/judge.ts';
import type { Range } from '../../search/match.ts';

const plain = (ranges: readonly Range[]): [number, number][] => ranges.map(([from, to]) => [from, to]);

/** Shows in rows what a filter's text was found in: in what stands there, or else beside it. */
export function marksOfRow(text: string): (summary: Summary, fields: readonly ShownField[]) => RowMarks {
  const { ranges } = highlighter(text);
  return ({ name, company, email, phone, others, tags }, fields) => {
    const marks = {
      name: plain(ranges('name', name)),
      company: plain(ranges('company', company)),
      email: plain(ranges('email', email)),
      phone: plain(ranges('phone', phone)),
    };
    if (marks.name.length > 0 || marks.company.length > 0 || marks.email.length > 0) return marks;
    const [hit] = fields.filter(({ kind }) => kind !== 'name');
    if (hit) return { ...marks, found: { field: hit.kind, excerpt: hit.text, ranges: plain(hit.ranges) } };
    for (const [field, texts] of [
      ['phone', [phone]],
      ['tag', tags],
      ['account', others.split('\n')],
    ] as const) {
      for (const excerpt of texts) {
        const found = plain(ranges(field, excerpt));
        if (found.length > 0) return { ...marks, found: { field, excerpt, ranges: found } };
      }
    }
    return marks;
  };
}
