/** A: the few who bring four fifths of the revenue; B up to 95 %; C the rest. */
export const ABC_CLASSES = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC_CLASSES)[number];

/** The least net that is still A, and still B. */
export interface AbcCuts {
  readonly aFrom: number;
  readonly bFrom: number;
}
