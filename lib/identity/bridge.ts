import { BRIDGE_EVIDENCE, type BridgeEvidence } from '../domain/bridge.ts';
import type { CustomerId } from '../domain/ids.ts';
import { nameKeys, sameName } from './name-keys.ts';
import { type EmailKey, normaliseEmail } from './normalise-email.ts';
import { samePhone } from './normalise-phone.ts';
import type { FoundOrderNumber } from './order-numbers-in.ts';
import { relayOf } from './relay.ts';
import type { Warning } from './warnings.ts';

/** Who wrote the mail that names an order. */
export interface BridgeSender {
  readonly email: EmailKey;
  /** As written in the header; empty where there is none. */
  readonly names: readonly string[];
  /** Phone keys that the mail's own text names. */
  readonly phones: readonly string[];
  readonly warnings: readonly Warning[];
  /** Who the address belongs to already, where it is on file. */
  readonly knownAs?: CustomerId;
}

/** An order that the mail names, and its buyer. */
export interface BridgeOrder {
  readonly found: FoundOrderNumber;
  readonly buyer: {
    readonly customerId: CustomerId;
    readonly names: readonly string[];
    /** Email and relay keys on file. */
    readonly emails: readonly string[];
    /** Phone keys on file. */
    readonly phones: readonly string[];
  };
}

export type BridgeDecision =
  /** The sender's address is the buyer's. */
  | { readonly type: 'sure'; readonly customerId: CustomerId; readonly evidence: readonly BridgeEvidence[] }
  /** Perhaps: ask. More than one customer when the orders have several buyers. */
  | {
      readonly type: 'question';
      readonly customerIds: readonly CustomerId[];
      readonly evidence: readonly BridgeEvidence[];
    }
  /** Nothing to link. */
  | { readonly type: 'no'; readonly reason: 'no-order' | 'already-linked' | 'rejected' };

/**
 * Whether the sender of a mail is the buyer of the order it names.
 * An order number is no secret: it stands on parcels and in screenshots, and a mail may quote somebody else's. Beside it,
 * sure takes the buyer's own full name or phone, no sign to the contrary, and one buyer only; everything else is asked.
 * @param rejected customers that this address was said not to be
 */
export function bridgeDecision(
  sender: BridgeSender,
  orders: readonly BridgeOrder[],
  rejected: ReadonlySet<CustomerId> = new Set(),
): BridgeDecision {
  if (orders.length === 0) return { type: 'no', reason: 'no-order' };
  const open = orders.filter(({ buyer }) => !rejected.has(buyer.customerId));
  const [first] = open;
  if (first === undefined) return { type: 'no', reason: 'rejected' };
  const buyers = [...new Set(open.map(({ buyer }) => buyer.customerId))].sort();
  if (buyers.length === 1 && sender.knownAs === buyers[0]) return { type: 'no', reason: 'already-linked' };

  const evidence = new Set<BridgeEvidence>();
  for (const { found } of open)
    evidence.add(found.quoted ? 'number-quoted' : found.labelled ? 'number-labelled' : 'number');
  if (sender.warnings.length > 0) evidence.add('address-warning');
  if (sender.knownAs !== undefined) evidence.add('sender-is-somebody-else');
  if (relayOf(sender.email.key)) evidence.add('relay-sender');
  if (buyers.length > 1) evidence.add('several-buyers');
  else for (const one of aboutBuyer(sender, open)) evidence.add(one);
  const told = BRIDGE_EVIDENCE.filter((one) => evidence.has(one));
  const isSure = !told.some((one) => DOUBTS.has(one)) && (evidence.has('same-name') || evidence.has('same-phone'));
  // A rejected buyer among several leaves the number of a stranger in the mail.
  if (isSure && open.length === orders.length) {
    return { type: 'sure', customerId: first.buyer.customerId, evidence: told };
  }
  return { type: 'question', customerIds: buyers, evidence: told };
}

// Each of them alone makes a question of it.
const DOUBTS: ReadonlySet<BridgeEvidence> = new Set([
  'number-quoted',
  'other-name',
  'buyer-has-other-email',
  'sender-is-somebody-else',
  'several-buyers',
  'address-warning',
]);

function aboutBuyer(sender: BridgeSender, orders: readonly BridgeOrder[]): BridgeEvidence[] {
  const buyers = orders.map(({ buyer }) => buyer);
  const found: BridgeEvidence[] = [];
  const named = sender.names.filter((name) => nameKeys(name).length > 0);
  const known = buyers.flatMap(({ names }) => names).filter((name) => nameKeys(name).length > 0);
  if (named.length === 0 || known.length === 0) found.push('no-name');
  else if (named.some((name) => isWholeName(name) && known.some((other) => sameName(name, other))))
    found.push('same-name');
  else found.push('other-name');
  const phones = buyers.flatMap((buyer) => buyer.phones);
  if (sender.phones.some((phone) => phones.some((other) => samePhone(phone, other)))) found.push('same-phone');
  // A relay hides an address and says nothing about which one.
  const own = buyers.flatMap(({ emails }) => emails).filter((key) => relayOf(key) === undefined);
  const isTheirs = own.some((key) => key === sender.email.key || normaliseEmail(key)?.base === sender.email.base);
  if (own.length > 0 && !isTheirs) found.push('buyer-has-other-email');
  return found;
}

/** "Emma" is many people; "Emma Clarke" and 马超 are names. */
const isWholeName = (name: string): boolean =>
  nameKeys(name).some((key) => key.includes(' ') || /^\p{Script=Han}{2,}$/u.test(key));
