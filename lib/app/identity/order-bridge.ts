import type { CustomerId } from '../../domain/ids.ts';
import type { PersonOnPage } from '../../domain/page-context.ts';
import { type BridgeDecision, type BridgeOrder, type BridgeSender, bridgeDecision } from '../../identity/bridge.ts';
import { normaliseEmail } from '../../identity/normalise-email.ts';
import { normalisePhone } from '../../identity/normalise-phone.ts';
import { normaliseOrderNumber } from '../../identity/order-number.ts';
import { type FoundOrderNumber, orderNumbersIn, orderShapes } from '../../identity/order-numbers-in.ts';
import type { Reader } from '../../storage/reader.ts';
import type { Whole } from '../../storage/whole.ts';
import { emailKey, numberLookup, personKey } from '../keys.ts';
import type { Scene } from '../page/recording.ts';
import { readSettings } from '../settings.ts';

/** A sender, the orders that their mail names, and whether they are the buyer. */
export interface Bridged {
  readonly sender: BridgeSender;
  /** As the mail writes them. */
  readonly display: string;
  readonly orders: readonly BridgeOrder[];
  readonly decision: BridgeDecision;
}

const SENDERS: readonly PersonOnPage['role'][] = ['from', 'reply-to', 'attached-from'];
const MAX_LOOKED_UP = 40;
const TOKEN = /[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*/g;

/** Who wrote the open message, where they are named by an address of their own. */
export function senderIn({ sighting, recognised }: Scene): PersonOnPage | undefined {
  if (recognised.direction !== 'in' || !sighting.message || sighting.view === 'list') return undefined;
  const [first] = recognised.people;
  return first?.seen.email && SENDERS.includes(first.role) ? first : undefined;
}

/** Whether the sender of the open message is the buyer of an order that it names; nothing where it names none on file. */
export async function bridgeIn(reader: Reader, scene: Scene): Promise<Bridged | undefined> {
  const person = senderIn(scene);
  const { message } = scene.sighting;
  const email = person?.seen.email && normaliseEmail(person.seen.email.value);
  if (!person || !message || !email) return undefined;
  const text = [message.subject?.value ?? '', ...(message.body?.numbers ?? [])].join('\n');
  const orders = await ordersNamed(reader, text);
  if (orders.length === 0) return undefined;
  const { region } = await readSettings(reader);
  const phones = (message.body?.phones ?? []).flatMap((phone) => normalisePhone(phone, region)?.key ?? []);
  const [holder] = await reader.find('identities', emailKey(email.key));
  const names = [person.seen.name, ...(person.seen.otherNames ?? [])].flatMap((fact) => fact?.value ?? []);
  const sender: BridgeSender = {
    ...{ email, names, phones, warnings: person.warnings },
    ...(holder ? { knownAs: (await reader.whole(holder.customerId)).id as CustomerId } : {}),
  };
  const rejected = await rejectedFor(reader, email.key, orders);
  return {
    sender,
    display: person.seen.email?.value ?? email.key,
    orders,
    decision: bridgeDecision(sender, orders, rejected),
  };
}

/** The orders on file that a text names, with their buyers. How their numbers look is learned from those that are on file. */
async function ordersNamed(reader: Reader, text: string): Promise<BridgeOrder[]> {
  const tokens = new Set<string>();
  for (const [token] of text.matchAll(TOKEN)) {
    const number = /\d/.test(token) ? normaliseOrderNumber(token) : undefined;
    if (number !== undefined && tokens.size < MAX_LOOKED_UP) tokens.add(number);
  }
  const buyers = new Map<string, Set<string>>();
  for (const number of tokens) {
    for (const { customerId } of await reader.find('orders', numberLookup(number)))
      if (customerId) buyers.set(number, (buyers.get(number) ?? new Set()).add(customerId));
  }
  const named = orderNumbersIn(text, orderShapes(buyers.keys()));
  const found: BridgeOrder[] = [];
  for (const number of named) {
    const people = new Map<string, Whole>();
    for (const id of buyers.get(number.number) ?? []) {
      const buyer = await reader.whole(id);
      people.set(buyer.id, buyer);
    }
    for (const buyer of people.values()) found.push(...orderOf(number, buyer));
  }
  return found;
}

function orderOf(found: FoundOrderNumber, buyer: Whole): BridgeOrder[] {
  const [customer] = buyer.list('customers');
  if (!customer) return [];
  const identities = buyer.list('identities');
  const keys = (...kinds: string[]) => identities.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
  const names = buyer.members.flatMap((member) => member.list('customers')).flatMap(({ name }) => name ?? []);
  return [
    {
      found,
      buyer: { customerId: customer.id, names, emails: keys('email', 'relay'), phones: keys('phone') },
    },
  ];
}

/** The buyers whom this address was said not to be, or from whom it was taken away. */
async function rejectedFor(
  reader: Reader,
  email: string,
  orders: readonly BridgeOrder[],
): Promise<ReadonlySet<CustomerId>> {
  const rejected = new Set<CustomerId>();
  for (const { customerId } of await reader.find('rejections', personKey(email)))
    rejected.add((await reader.whole(customerId)).id as CustomerId);
  for (const { buyer } of orders) {
    const held = (await reader.whole(buyer.customerId))
      .stored('identities')
      .filter(({ fields }) => fields.key === email);
    if (held.length > 0 && held.every(({ fields }) => fields.deleted === true)) rejected.add(buyer.customerId);
  }
  return rejected;
}
