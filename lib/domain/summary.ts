import type { CustomValues } from './custom-value.ts';
import type { CustomerId } from './ids.ts';
import type { CustomerStats } from './receipt.ts';

/**
 * What lists, scores and badges need of a customer, worked out from all that is on file of them whenever that changes.
 * Derived, never synced.
 */
export interface Summary {
  readonly id: CustomerId;
  readonly name: string;
  readonly company: string;
  /** The first of each kind, as written. */
  readonly email: string;
  readonly phone: string;
  /** The other identities as written, a line each. */
  readonly others: string;
  readonly tags: readonly string[];
  /** Values of custom fields by field id; absent without any. */
  readonly custom?: CustomValues;
  /** How many records are on file, deleted ones not counted. */
  readonly identities: number;
  readonly orders: number;
  readonly interactions: number;
  readonly notes: number;
  readonly stats: CustomerStats;
  /** Who was merged into them; absent where nobody was. */
  readonly members?: readonly CustomerId[];
}
