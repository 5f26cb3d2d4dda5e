import { TIERS } from '../../../domain/receipt.ts';
import type { Rehearsal, RulesPreview } from '../../../domain/rules-outcome.ts';
import type { RuleSet } from '../../../domain/score.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { ComputeContext } from '../../../messaging/compute-work.ts';
import type { AttributeColumns } from '../../../scoring/rules/attribute-columns.ts';
import { previewRules } from '../../../scoring/rules/preview.ts';
import { rehearse } from '../../../scoring/rules/rehearse.ts';
import { tierLimits } from '../../../scoring/rules/tier-limits.ts';
import type { Reader } from '../../../storage/reader.ts';
import type { Pace } from '../../deps.ts';
import { attributeColumns } from '../attributes.ts';
import type { OpenFile } from '../open-file.ts';
import type { RuleSegment } from '../rule-segments.ts';
import { dayIn, scoringOptions } from '../score-settings.ts';
import { idOfRow, measuresAt, netQuantilesOf, type ScoredShop } from '../score-shop.ts';
import { withSegments } from '../segment-attribute.ts';
import { calledOf } from './who.ts';

/** Who is in the segments that were asked for last, of each shop: with each letter typed they are asked for again. */
const lastAsked = new WeakMap<ScoredShop, { readonly key: string; readonly attributes: Promise<AttributeColumns> }>();

/** What rules in use and other ones ask of the customers: the others may ask for other segments. */
export async function attributesForBoth(
  { fields, segments, raw, settings }: OpenFile,
  shop: ScoredShop,
  asked: readonly RuleSegment[],
  at: EpochMs,
): Promise<AttributeColumns> {
  const { figures, rows, scored, head } = shop;
  const key = JSON.stringify([asked, fields]);
  const known = lastAsked.get(shop);
  // One that was broken off for whoever asked first is made anew for the next.
  const made = known?.key === key ? await known.attributes.catch(() => undefined) : undefined;
  if (made) return made;
  const people = { figures, rows, told: scored.told, currency: head.currency, fields, raw, at };
  const attributes = withSegments(shop.attributes, asked, segments, { ...people, timeZone: settings.timeZone });
  lastAsked.set(shop, { key, attributes });
  // What failed is asked for anew.
  attributes.catch(() => lastAsked.delete(shop));
  return attributes;
}

/** What other rules would change, on the customers as they are. */
export async function rulesPreview(
  shop: ScoredShop,
  attributes: AttributeColumns,
  reader: Reader,
  rules: RuleSet,
): Promise<RulesPreview> {
  const { figures, rows, scored, head } = shop;
  const scale = 10 ** head.model.minorDigits;
  const preview = previewRules(
    {
      columns: attributes,
      measures: (row) => measuresAt(figures, rows[row] as number, 0, scale),
      tier: (row) => TIERS[scored.tier[row] as number],
      who: (row) => ({ customerId: idOfRow(shop, row), name: '' }),
    },
    head.rules,
    rules,
  );
  const names = await Promise.all(preview.examples.map(({ customerId }) => calledOf(reader, customerId)));
  const least = tierLimits(head.netQuantiles, scale);
  const isPaid = head.currency !== undefined && head.netQuantiles.some((net) => net > 0 || net < 0);
  return {
    ...preview,
    ...(isPaid ? { money: { currency: head.currency as string, ...(least ? { least } : {}) } } : {}),
    examples: preview.examples.map((one, at) => ({ ...one, name: names[at]?.name ?? '' })),
  };
}

const NOBODY = { tags: [], custom: () => ({}) };

/** What rules would have said at the end of each past month, and what then happened. */
export async function rehearsalOf(
  { columns, settings }: OpenFile,
  rules: RuleSet,
  at: EpochMs,
  { signal, onProgress }: ComputeContext,
  pace: Pace,
): Promise<Rehearsal> {
  const today = dayIn(settings, at) - 1;
  const { asOfDay: _, ...options } = scoringOptions(settings, today, columns.currency);
  const steps = rehearse(columns, rules, {
    ...options,
    today,
    attributesOf: (figures, rows, model) =>
      // What has no past on file is unknown then: tags, fields and refunds are not asked for.
      attributeColumns(figures, rows, new Float64Array(figures.count).fill(Number.NaN), () => NOBODY, {
        ...{ model, netQuantiles: netQuantilesOf(figures), fields: [], currency: columns.currency },
      }),
  });
  for (;;) {
    signal.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    onProgress({ phase: 'rehearsing', ...step.value });
    if (pace.isDue()) await pace.rest();
  }
}
