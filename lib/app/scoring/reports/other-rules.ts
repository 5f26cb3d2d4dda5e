import { TIERS } from '../../../domain/receipt.ts';
import type { Rehearsal, RulesPreview } from '../../../domain/rules-outcome.ts';
import type { RuleSet } from '../../../domain/score.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { ComputeContext } from '../../../messaging/compute-work.ts';
import { previewRules } from '../../../scoring/rules/preview.ts';
import { rehearse } from '../../../scoring/rules/rehearse.ts';
import { tierLimits } from '../../../scoring/rules/tier-limits.ts';
import type { Reader } from '../../../storage/reader.ts';
import type { Pace } from '../../deps.ts';
import { attributeColumns } from '../attributes.ts';
import type { OpenFile } from '../open-file.ts';
import { segmentSource } from '../rule-segments.ts';
import { dayIn, scoringOptions } from '../score-settings.ts';
import { idOfRow, measuresAt, netQuantilesOf, type ScoredShop } from '../score-shop.ts';
import { withSegments } from '../segment-attribute.ts';
import { calledOf } from './who.ts';

/** What other rules would change, on the customers as they are. */
export async function rulesPreview(
  { fields }: OpenFile,
  shop: ScoredShop,
  reader: Reader,
  rules: RuleSet,
  at: EpochMs,
): Promise<RulesPreview> {
  const { figures, rows, scored, head } = shop;
  // Those in use are asked for what they were made by; other rules may ask for other segments too.
  const both = { ...rules, rules: [...head.rules.rules, ...rules.rules] };
  const { told } = scored;
  const people = {
    figures,
    rows,
    told,
    currency: head.currency,
    fields,
    at,
    idAt: (row: number) => idOfRow(shop, row),
  };
  const attributes = withSegments(shop.attributes, await segmentSource(reader, both), people);
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
  const money = head.currency !== undefined && least ? { money: { currency: head.currency, least } } : {};
  return {
    ...preview,
    ...money,
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
