import type { BridgeEvidence } from '../domain/bridge.ts';
import type { Customer } from '../domain/customer.ts';
import type { Identity } from '../domain/identity.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { CustomerRow } from '../domain/profile.ts';
import type { EpochMs } from '../domain/time.ts';

// What goes as JSON text from the background to pages of ours: no page has to know the shapes to take it in.

/** A customer as far as one is told from another. */
export interface Beside {
  readonly customer: Customer;
  readonly row: CustomerRow;
  /** Those of one key say the same, however each is written. */
  readonly identities: readonly Pick<Identity, 'id' | 'kind' | 'key' | 'display' | 'shared'>[];
}

/** A question about a mail's sender, with the buyers' names as they are now. */
export interface AskedQuestion {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly display: string;
  readonly orders: readonly { readonly number: string; readonly customerId: CustomerId }[];
  readonly evidence: readonly BridgeEvidence[];
  readonly seenAt: EpochMs;
  readonly buyers: readonly { readonly customerId: CustomerId; readonly name: string; readonly email: string }[];
}
