import type { ShopModel } from '../../scoring/shop-model.ts';

/** Of fewer buyers no chance of an order is told of anybody: it would be a guess. */
export const FEW_FOR_CHANCES = 30;

/**
 * Where probabilities of buying mean something: only there they are told, and rules and filters may ask for them. Of a past
 * day it is as many as had bought by then who count.
 */
export const isSaid = ({ churn, counts }: Pick<ShopModel, 'churn' | 'counts'>): boolean =>
  churn.verdict === 'identified' && counts.buyers >= FEW_FOR_CHANCES;
