import type { Candidate } from '../domain/page-context.ts';

/** A customer that a lookup gave, and the stored key that gave them. */
export interface Hit {
  readonly customerId: Candidate['customerId'];
  readonly name: string;
  /** For reading; empty when none is on file. */
  readonly email: string;
  readonly tier?: Candidate['tier'];
  /** The identity's key, for `byName` the customer's name. */
  readonly key: string;
  /** All phone and account keys on file, to see what speaks against. */
  readonly phones: readonly string[];
  readonly accounts: readonly string[];
  /** All keys of phones with hidden digits on file. */
  readonly maskedPhones?: readonly string[];
  /** Those of the customer's keys that several people use. */
  readonly sharedKeys?: readonly string[];
}

/** What the lookups of one person gave. Hits that do not agree with the person after all are ignored. */
export interface Found {
  readonly byEmail: readonly Hit[];
  /** Addresses with the same base, whatever their +tag. */
  readonly byBaseEmail: readonly Hit[];
  readonly byAccount: readonly Hit[];
  /** Numbers with the same last digits (`phoneTail`). */
  readonly byPhone: readonly Hit[];
  readonly byName: readonly Hit[];
  /** The same nick in the same shop. */
  readonly byNick?: readonly Hit[];
  /** Phones, whole or masked, that may be the page's where one of the two hides digits. */
  readonly byMaskedPhone?: readonly Hit[];
}

/** "Not this person", said before. */
export interface Rejection {
  readonly key: string;
  readonly customerId: Candidate['customerId'];
}
