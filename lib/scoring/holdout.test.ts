import { describe, expect, it } from 'vitest';
import { cdnow, cdnowColumns, END_DAY, expected, SPLIT_DAY } from '../../tests/scoring/cdnow.ts';
import { columnsOf } from './columns.ts';
import { checkHoldout } from './holdout.ts';
import { judge } from './judgement.ts';

const options = { asOfDay: END_DAY, minorDigits: 2 };
type Bin = [number, number, number];

describe('what the models would have said of CDNOW on 30 September', () => {
  const whole = checkHoldout(cdnowColumns, { ...options, horizonDays: 273 }, SPLIT_DAY);

  it('for 30 and 90 days: the reference’s AUC, better than recency alone, and calibrated band by band', () => {
    for (const horizonDays of [30, 90]) {
      const check = checkHoldout(cdnowColumns, { ...options, horizonDays }, SPLIT_DAY);
      const { auc, auc_recency_only, bins } = expected.p_buy_within_h_days[`${horizonDays}d`];
      expect(check?.chance?.auc).toBeCloseTo(auc, 3);
      expect(check?.aucOfRecency).toBeCloseTo(auc_recency_only, 3);
      expect(check?.chance?.auc).toBeGreaterThan(check?.aucOfRecency ?? 1);
      const found = check?.chance?.bins.map(({ customers, meanPredicted, happened }) => [
        customers,
        meanPredicted,
        happened / customers,
      ]);
      (bins as Bin[]).forEach(([customers, meanPredicted, share], k) => {
        // Whoever stands on the edge of a band by the third digit may stand on its other side.
        expect(Math.abs((found?.[k]?.[0] ?? 0) - customers)).toBeLessThanOrEqual(2);
        expect(found?.[k]?.[1]).toBeCloseTo(meanPredicted, 2);
        expect(found?.[k]?.[2]).toBeCloseTo(share, 1);
      });
    }
  });

  it('for the 39 weeks: the reference’s AUC and Brier score, below that of the base rate', () => {
    const { auc, brier, mean_pred } = expected.recommended_mbgnbd_map.p_purchase_in_holdout;
    expect(whole?.chance?.auc).toBeCloseTo(auc, 4);
    expect(whole?.chance?.brier).toBeCloseTo(brier, 5);
    expect(whole?.chance?.meanPredicted).toBeCloseTo(mean_pred, 4);
    const { brier_of_base_rate } = expected.models.mbgnbd.p_purchase_in_holdout;
    expect(whole?.chance?.brierOfBaseRate).toBeCloseTo(brier_of_base_rate, 5);
    expect(whole?.chance?.brier).toBeLessThan(whole?.chance?.brierOfBaseRate ?? 0);
  });

  it('foresaw the reference’s counts, and BG/NBD beside it', () => {
    const { total_pred, total_actual, mae, pearson } = expected.recommended_mbgnbd_map.holdout;
    expect(whole?.counts?.predicted).toBeCloseTo(total_pred, 0);
    expect(whole?.counts?.actual).toBe(total_actual);
    expect(whole?.counts?.meanAbsoluteError).toBeCloseTo(mae, 4);
    expect(whole?.counts?.pearson).toBeCloseTo(pearson, 4);
    expect(whole?.countsOfBgNbd?.pearson).toBeCloseTo(expected.models.bgnbd.holdout.pearson, 4);
  });

  it('put the stages into the order in which they bought', () => {
    const share = (stage: 'loyal' | 'active' | 'at-risk' | 'churned') => {
      const { customers = 0, bought = 0 } = whole?.stages[stage] ?? {};
      return bought / customers;
    };
    const shares = (['loyal', 'active', 'at-risk', 'churned'] as const).map(share);
    const { loyal, active, at_risk, churned } = expected.lifecycle.holdout_by_state;
    [loyal, active, at_risk, churned].forEach(({ share_bought }, k) => {
      expect(shares[k]).toBeCloseTo(share_bought, 3);
    });
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  it('gave windows of which about four in five held', () => {
    const { customers = 0, within = 0, medianErrorDays = 0 } = whole?.windows ?? {};
    expect(customers).toBeGreaterThan(150);
    expect(within / customers).toBeGreaterThan(0.7);
    expect(medianErrorDays).toBeLessThan(38);
  });

  it('knew nothing later: the model is the one that the earlier file gives', () => {
    const early = columnsOf(cdnow.map((days) => days.filter(({ day }) => day <= SPLIT_DAY)));
    const check = checkHoldout(early, { ...options, horizonDays: 273 }, SPLIT_DAY);
    expect(check?.model.churn).toEqual(whole?.model.churn);
    expect(check?.model.value).toEqual(whole?.model.value);
    expect(check?.counts?.actual).toBe(0);
  });

  it('says nothing without time after the split or buyers before it', () => {
    expect(checkHoldout(cdnowColumns, options, END_DAY)).toBeUndefined();
    expect(checkHoldout(cdnowColumns, options, SPLIT_DAY - 400)).toBeUndefined();
  });
});

describe('judging probabilities', () => {
  it('counts each customer in one band', () => {
    const judgement = judge([0, 0.05, 0.6, 1], [false, true, true, true]);
    expect(judgement?.bins.map(({ customers, happened }) => [customers, happened])).toEqual([
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [2, 2],
    ]);
    expect(judgement).toMatchObject({ customers: 4, happened: 3, auc: 1, brierOfBaseRate: 0.1875 });
    expect(judgement?.brier).toBeCloseTo((0.95 ** 2 + 0.4 ** 2) / 4, 12);
  });

  it('has no area where everybody came, and nothing to say of nobody', () => {
    expect(judge([0.5, 0.6], [true, true])?.auc).toBeUndefined();
    expect(judge([], [])).toBeUndefined();
  });
});
