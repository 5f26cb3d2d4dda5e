import type { CustomerId } from '../../domain/ids.ts';
import { TIERS } from '../../domain/receipt.ts';
import type { ScorePart } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import { partsReader, type StoredStandings } from './generation.ts';
import type { ScoreHead, Standing, TierMove } from './score-head.ts';
import type { ScoredOne } from './score-one.ts';
import { type ScoredShop, standingAt } from './score-shop.ts';

type Load = (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;

/** Of one scoring no more are written down: those whose score changed most. */
const MOVES_MOST = 200;
/** Less is rounding. */
const SMALL = 1e-9;

const RULES_CHANGED = 'rules';
/** Nothing of their own changed: the shop that they are compared with did. */
const SHOP_CHANGED = 'shop';

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
  before: { readonly head: ScoreHead; readonly standings: Pick<StoredStandings, 'rowOf'>; readonly load: Load },
  customerId: CustomerId,
  from: Standing,
  { standing, receipt }: ScoredOne,
  at: EpochMs,
): Promise<TierMove | undefined> {
  if (!standing || standing.tier === from.tier) return undefined;
  const { head, standings, load } = before;
  const row = standings.rowOf(customerId);
  const parts = (row === undefined ? undefined : await partsReader(load, head)(row)) ?? [];
  const now = receipt.type === 'scored' ? receipt.parts : [];
  const reason = reasonOf({ rules: head.rules, parts }, { rules: head.rules, parts: now });
  return { customerId, at, from: from.tier, to: standing.tier, score: standing.score, reason };
}

/** Whose tier has changed since they were scored last. */
export async function movesOf(
  shop: ScoredShop,
  before: {
    readonly head: ScoreHead;
    readonly load: Load;
    rowOf(id: string): number | undefined;
    standing(id: string): Standing | undefined;
  },
  at: EpochMs,
): Promise<TierMove[]> {
  const found: { row: number; id: string; from: Standing; to: Standing }[] = [];
  shop.scored.ids.forEach((id, row) => {
    const from = before.standing(id);
    if (!from || TIERS.indexOf(from.tier) === shop.scored.tier[row]) return;
    found.push({ row, id, from, to: standingAt(shop, row) });
  });
  const change = ({ from, to }: (typeof found)[number]) => Math.abs(to.score - from.score);
  const some = found.sort((a, b) => change(b) - change(a)).slice(0, MOVES_MOST);
  const partsOf = partsReader(before.load, before.head);
  const moves: TierMove[] = [];
  for (const { row, id, from, to } of some) {
    const parts = (await partsOf(before.rowOf(id) ?? -1)) ?? [];
    const reason = reasonOf({ rules: before.head.rules, parts }, { rules: shop.head.rules, parts: partsAt(shop, row) });
    moves.push({ customerId: id as CustomerId, at, from: from.tier, to: to.tier, score: to.score, reason });
  }
  return moves;
}
