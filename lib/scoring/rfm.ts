/** Below this many customers fifths of them mean little, and fixed cuts are used. */
export const MIN_CUSTOMERS = 25;

/** Which fifth of the customers a value is in, 5 the highest. */
export type Quintile = 1 | 2 | 3 | 4 | 5;
