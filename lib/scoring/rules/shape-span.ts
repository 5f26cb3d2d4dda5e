import type { RuleShape, RuleTest } from '../../domain/score.ts';
import type { KnownAttribute } from './known-attributes.ts';
import { shareOfNumbers } from './share.ts';

/** Ends included. */
interface Span {
  readonly from: number;
  readonly to: number;
}
type Cases = Extract<RuleShape, { type: 'cases' }>;
type Between = Extract<RuleTest, { is: 'between' }>;

/** Why a case is never the one that holds; absent for one that may be. */
export type DeadCase = 'range-upside-down' | 'never-holds' | 'covered-case';

export interface CaseFindings {
  readonly dead: readonly (DeadCase | undefined)[];
  /** Somebody may be in none of the cases. */
  readonly isOtherwiseLeft: boolean;
}

/** Which cases of a rule about a number can never hold. */
export function deadRanges({ cases }: Cases, attribute: KnownAttribute): CaseFindings {
  const whole = attribute.isWhole ?? false;
  const domain: Span = {
    from: attribute.from ?? Number.NEGATIVE_INFINITY,
    to: attribute.to ?? Number.POSITIVE_INFINITY,
  };
  let covered: readonly Span[] = [];
  const dead = cases.map(({ when }): DeadCase | undefined => {
    if (when.is !== 'between') return undefined;
    const asked = spanOf(when);
    if (asked.from > asked.to) return 'range-upside-down';
    const span = clip(asked, domain, whole);
    if (span.from > span.to) return 'never-holds';
    const isCovered = covers(covered, span);
    covered = union([...covered, span], whole ? 1 : 0);
    return isCovered ? 'covered-case' : undefined;
  });
  return { dead, isOtherwiseLeft: !covers(covered, domain) };
}

/** The same for words. Words that the attribute never is are no part of it. */
export function deadChoices({ cases }: Cases, { values, isSeveral }: KnownAttribute): CaseFindings {
  const seen = new Set<string>();
  const dead = cases.map(({ when }): DeadCase | undefined => {
    if (when.is !== 'any-of') return undefined;
    const asked = values ? when.values.filter((value) => values.includes(value)) : when.values;
    const isCovered = asked.length > 0 && asked.every((value) => seen.has(value));
    for (const value of asked) seen.add(value);
    return isCovered ? 'covered-case' : undefined;
  });
  return { dead, isOtherwiseLeft: isSeveral || !values?.every((value) => seen.has(value)) };
}

/** The least and the most share that a rule's shape can give; undefined for one that fits no value of the attribute. */
export function shareSpan(shape: RuleShape, attribute: KnownAttribute): Span | undefined {
  const shares = shape.type === 'linear' ? sharesOnLine(shape, attribute) : sharesOfCases(shape, attribute);
  return shares.length === 0 ? undefined : { from: Math.min(...shares), to: Math.max(...shares) };
}

function sharesOnLine(shape: Extract<RuleShape, { type: 'linear' }>, attribute: KnownAttribute): number[] {
  if (attribute.kind !== 'number') return [];
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = attribute;
  const shareAt = shareOfNumbers(shape);
  const inside = shape.points.filter(({ at }) => at >= from && at <= to).map(({ share }) => share);
  return [shareAt(from), ...inside, shareAt(to)];
}

function sharesOfCases(shape: Cases, attribute: KnownAttribute): number[] {
  const isNumber = attribute.kind === 'number';
  const { dead, isOtherwiseLeft } = isNumber ? deadRanges(shape, attribute) : deadChoices(shape, attribute);
  const shares = shape.cases
    .filter(({ when }, index) => dead[index] === undefined && (when.is === 'between') === isNumber)
    .map(({ share }) => share);
  return isOtherwiseLeft ? [...shares, shape.otherwise] : shares;
}

const spanOf = ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Between): Span => ({ from, to });

function clip(span: Span, domain: Span, whole: boolean): Span {
  const from = Math.max(span.from, domain.from);
  const to = Math.min(span.to, domain.to);
  return whole ? { from: Math.ceil(from), to: Math.floor(to) } : { from, to };
}

/** Spans put together where they touch; whole numbers touch at their neighbours. */
function union(spans: readonly Span[], reach: number): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to + reach)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

const covers = (joined: readonly Span[], { from, to }: Span): boolean =>
  joined.some((span) => span.from <= from && span.to >= to);
