import type { EpochMs } from '../domain/time.ts';

/** What filters and the quality report ask of a customer beside the summary. Worked out from all on file; to the second. */
export interface Facts {
  readonly createdAt: EpochMs;
  /** The latest order, message or note, or when the customer was put on file. */
  readonly activeAt: EpochMs;
  /** The latest message either way; 0 for none. */
  readonly contactAt: EpochMs;
  /** The latest order; 0 for none. */
  readonly lastOrderAt: EpochMs;
  /** Noon of the day, NaN for what is no day; absent when nobody knows. */
  readonly birthday: EpochMs | undefined;
  /** Which of the kept quality checks hold; see `quality/checks.ts`. */
  readonly marks: number;
  /** Where what is on file came from: `user`, `sample`, `page:RECIPE`, `import:FILE`. */
  readonly sources: readonly string[];
}
