/** Of fewer buyers no chance of an order is told of anybody: it would be a guess. */
export const FEW_FOR_CHANCES = 30;
