/** Which fifth of the customers a value is in, 5 the highest. */
export type Quintile = 1 | 2 | 3 | 4 | 5;
