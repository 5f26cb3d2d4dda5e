import type { CustomerId } from '../../domain/ids.ts';
import { TIERS } from '../../domain/receipt.ts';
import type { ScorePart } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Former } from './former.ts';
import { partsReader } from './generation.ts';
import type { ScoreHead, TierMove } from './score-head.ts';
import type { ScoredOne } from './score-one.ts';
import { type ScoredShop, standingAt } from './score-shop.ts';
import type { StoredScores } from './stored-scores.ts';

/** Of one scoring no more are written down of those who are not in the log yet: those whose score changed most. */
const MOVES_MOST = 200;
/** Less is rounding. */
const SMALL = 1e-9;

const RULES_CHANGED = 'rules';
/** Nothing of their own changed: the shop that they are compared with did. */
const SHOP_CHANGED = 'shop';
/** What they had points for before is not known any more. */
const WORKED_OUT_ANEW = 'anew';

/** What made the difference between two scores of somebody: the attribute whose points changed most. */
function reasonOf(
  before: { readonly rules: ScoreHead['rules']; readonly parts: readonly ScorePart[] },
  after: { readonly rules: ScoreHead['rules']; readonly parts: readonly ScorePart[] },
): string {
  if (before.rules.version !== after.rules.version) return RULES_CHANGED;
  const points = new Map(before.parts.map((part) => [part.ruleId, part]));
  let [most, reason] = [SMALL, SHOP_CHANGED];
  for (const part of after.parts) {
    const known = points.get(part.ruleId);
    // The shop's mean moves everybody's points; what they themselves did shows in their share.
    const change = Math.abs(part.weight * ((part.share ?? part.mean) - (known?.share ?? known?.mean ?? part.mean)));
    if (change <= most) continue;
    most = change;
    reason = part.attribute;
  }
  return reason;
}

/** The parts of a score that was just worked out. */
function partsAt({ head, scored }: ScoredShop, row: number): ScorePart[] {
  const means = new Map(head.means);
  return head.rules.rules.map(({ id: ruleId, attribute, points: weight }, rule): ScorePart => {
    const share = scored.shares[rule]?.[row] ?? Number.NaN;
    const mean = means.get(ruleId);
    if (Number.isNaN(share)) return { ruleId, attribute, mean: mean ?? 0, weight, points: 0 };
    const given = scored.values[rule]?.[row] ?? Number.NaN;
    const value = typeof given === 'number' ? (head.words[rule]?.[given] ?? given) : [...given];
    return { ruleId, attribute, value, share, mean: mean ?? share, weight, points: weight * (share - (mean ?? share)) };
  });
}

/** What is written down of one who was scored alone; nothing where the tier is what it was. */
export async function moveOf(
  stored: StoredScores,
  customerId: CustomerId,
  from: Former,
  known: readonly ScorePart[] | undefined,
  { standing, receipt }: ScoredOne,
  at: EpochMs,
): Promise<TierMove | undefined> {
  if (!standing || standing.tier === from.tier) return undefined;
  const { head, standings, load } = stored;
  const row = standings.rowOf(customerId);
  const parts = known ?? (row === undefined ? undefined : await partsReader(load, head)(row));
  const now = receipt.type === 'scored' ? receipt.parts : [];
  const { rules } = head;
  const reason = parts ? reasonOf({ rules, parts }, { rules, parts: now }) : WORKED_OUT_ANEW;
  return { customerId, at, from: from.tier, to: standing.tier, score: standing.score, reason };
}

/**
 * Whose tier has changed since they were scored last, those whose score changed most first. Of those who are in the log
 * already every move is told: the log says where they stand.
 */
export async function movesOf(
  shop: ScoredShop,
  stored: StoredScores | undefined,
  {
    former,
    logged,
  }: { readonly former: (id: string) => Former | undefined; readonly logged: ReadonlyMap<string, unknown> },
  at: EpochMs,
): Promise<TierMove[]> {
  const rowOf = (id: string) => stored?.standings.rowOf(id);
  const found: { row: number; id: string; from: Former; change: number }[] = [];
  shop.scored.ids.forEach((id, row) => {
    const from = former(id);
    if (!from || TIERS.indexOf(from.tier) === shop.scored.tier[row]) return;
    const before = rowOf(id);
    const score = before === undefined ? undefined : stored?.standings.scoreAt(before);
    const change = score === undefined ? 0 : Math.abs((shop.scored.score[row] as number) - score);
    found.push({ row, id, from, change });
  });
  found.sort((a, b) => b.change - a.change);
  let others = 0;
  const some = found.filter(({ id }) => {
    if (logged.has(id)) return true;
    others += 1;
    return others <= MOVES_MOST;
  });
  const partsOf = stored && partsReader(stored.load, stored.head);
  const moves: TierMove[] = [];
  for (const { row, id, from } of some) {
    const parts = await partsOf?.(rowOf(id) ?? -1);
    const after = { rules: shop.head.rules, parts: partsAt(shop, row) };
    const reason = stored && parts ? reasonOf({ rules: stored.head.rules, parts }, after) : WORKED_OUT_ANEW;
    const { tier: to, score } = standingAt(shop, row);
    moves.push({ customerId: id as CustomerId, at, from: from.tier, to, score, reason });
  }
  return moves;
}
