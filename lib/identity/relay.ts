import { machineKind } from './machine-senders.ts';

/** An address that a marketplace or a mail service puts in the place of somebody's own. */
export interface Relay {
  readonly service: string;
  /** Who hands it out: the marketplace of an order, or a service the person chose. */
  readonly by: 'marketplace' | 'person';
  /** The address without what changes from order to order; where the service has no such part, the address. */
  readonly base: string;
}

interface RelayService {
  readonly service: string;
  readonly domain: RegExp;
  readonly by: Relay['by'];
  /** What follows the plus sign is the order's, what stands before it the buyer's. */
  readonly tagIsOrder?: true;
}

const SERVICES: readonly RelayService[] = [
  // Selling Partner API, Orders: BuyerEmail "the anonymized email address of the buyer".
  { service: 'amazon', domain: /^marketplace\.amazon\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/, by: 'marketplace' },
  // Trading API guide, Member communications: "static alias … ends in @members.ebay.<SiteDomain>", one for each member.
  { service: 'ebay', domain: /^members\.ebay\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/, by: 'marketplace' },
  // Marketplace API, Orders: customerEmailId, 32 hex digits.
  { service: 'walmart', domain: /^relay\.walmart\.com$/, by: 'marketplace' },
  // Allegro API, checkout forms: <buyer>+<transaction>@allegromail.pl; only the part before the plus stays.
  { service: 'allegro', domain: /^allegromail\.(?:pl|com|cz|sk|hu)$/, by: 'marketplace', tagIsOrder: true },
  // RMS Web Service, getOrder: emailAddress "is masked".
  { service: 'rakuten', domain: /^(?:[a-z]{2}\.)?fw\.rakuten\.ne\.jp$/, by: 'marketplace' },
  // Retailer API, orders: billing e-mail of the sale.
  { service: 'bol', domain: /^verkopen\.bol\.com$/, by: 'marketplace' },
  // TikTok Shop: stops working some time after the order is fulfilled.
  { service: 'tiktok', domain: /^scs\.tiktokw\.us$/, by: 'marketplace' },
  // Partner help: a guest's alias for one reservation.
  { service: 'booking', domain: /^guest\.booking\.com$/, by: 'marketplace' },
  { service: 'airbnb', domain: /^guest\.airbnb\.com$/, by: 'marketplace' },
  { service: 'expedia', domain: /^m\.expediapartnercentral\.com$/, by: 'marketplace' },
  // Sign in with Apple: one address for each person and app.
  { service: 'apple', domain: /^privaterelay\.appleid\.com$/, by: 'person' },
  // Firefox Relay and SimpleLogin: one for each use the person makes of it.
  { service: 'firefox-relay', domain: /^(?:[a-z0-9-]+\.)?mozmail\.com$/, by: 'person' },
  { service: 'simplelogin', domain: /^(?:simplelogin\.(?:com|co|fr)|aleeas\.com|slmails?\.com)$/, by: 'person' },
  { service: 'addy', domain: /^(?:[a-z0-9-]+\.)?anonaddy\.(?:com|me)$/, by: 'person' },
];

const HINT =
  /marketplace|members|relay|allegro|rakuten|verkopen|tiktok|guest|expedia|mozmail|simplelogin|aleeas|slmail|addy/;

/**
 * The relay an email key belongs to; undefined for a person's own address, and for what a marketplace gives to many buyers
 * at once (its no-reply addresses).
 * One person has many relay addresses: that two differ says nothing, that two are equal says as much as any address.
 */
export function relayOf(emailKey: string): Relay | undefined {
  const at = emailKey.lastIndexOf('@');
  const domain = emailKey.slice(at + 1);
  // Nearly every address ends here: all relays have one of these in their domain.
  if (!HINT.test(domain)) return undefined;
  const found = SERVICES.find((entry) => entry.domain.test(domain));
  if (found === undefined || machineKind(emailKey) !== undefined) return undefined;
  const { service, by, tagIsOrder } = found;
  const base = tagIsOrder ? emailKey.replace(/\+[^@]*@/, '@') : emailKey;
  return { service, by, base };
}
