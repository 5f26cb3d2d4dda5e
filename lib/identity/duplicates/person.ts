import type { CustomerId } from '../../domain/ids.ts';
import type { EpochMs } from '../../domain/time.ts';

/** What is compared of a customer. */
export interface PersonForMatching {
  readonly id: CustomerId;
  readonly name: string;
  readonly company?: string | undefined;
  /** Email keys, relay addresses among them. */
  readonly emails: readonly string[];
  /** Phone keys: `+` and E.164, or `~` and digits. */
  readonly phones: readonly string[];
  /** Keys of phones with hidden digits. */
  readonly maskedPhones: readonly string[];
  /** Account keys. */
  readonly accounts: readonly string[];
  /** Nick keys. */
  readonly nicks: readonly string[];
  readonly address?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly birthday?: string | undefined;
  /** Those of the keys above that several people use. They count for nobody in the file, whoever else has them. */
  readonly sharedKeys?: readonly string[] | undefined;
  readonly createdAt: EpochMs;
}

/** Names a pair whichever way round, as for the pairs that the user rejected. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
