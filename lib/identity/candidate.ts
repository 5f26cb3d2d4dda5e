import type { PersonOnPage } from '../domain/page-context.ts';
import type { SeenPerson, Sighting, View } from '../domain/sighting.ts';
import { accountKey } from './account-key.ts';
import { type MaskedPhone, normaliseMaskedPhone } from './masked-phone.ts';
import { bareName, nameKeys } from './name-keys.ts';
import { nickKey } from './nick.ts';
import { type EmailKey, normaliseEmail } from './normalise-email.ts';
import { normalisePhone, type PhoneKey } from './normalise-phone.ts';
import { type Warning, warningsFor } from './warnings.ts';

/** A person of the page who may be a customer, with the keys to look them up by. */
export interface SeenCandidate {
  /**
   * Names this person on this page and the next: email, else account, phone, `nick:` and a nick's key, `name:` and a
   * name's key, or `masked:` and the digits a phone shows.
   */
  readonly key: string;
  readonly role: PersonOnPage['role'];
  readonly seen: SeenPerson;
  readonly warnings: Warning[];
  readonly view: View;
  /** Of the order on the page. */
  readonly orderNumber?: string;
  readonly email?: EmailKey;
  readonly account?: string;
  readonly phone?: PhoneKey;
  /** Where the page shows only some of the phone's digits. */
  readonly maskedPhone?: MaskedPhone;
  /** Key of the nick in this shop. */
  readonly nick?: string;
  /** As written, without "via …" and brackets; empty when the page names nobody. */
  readonly names: readonly string[];
  /** Keys of all names. */
  readonly nameKeys: readonly string[];
}

/** Where a person was seen. */
export interface Seat {
  readonly sighting: Pick<Sighting, 'recipe' | 'view' | 'order'>;
  /** Scheme and host of the page. */
  readonly origin: string;
  /** ISO 3166, for phones without a country code. */
  readonly region?: string | undefined;
}

/** What a page says of a person as a candidate; undefined when nothing of it could tell one person from another. */
export function toCandidate(seen: SeenPerson, role: PersonOnPage['role'], seat: Seat): SeenCandidate | undefined {
  const email = seen.email && normaliseEmail(seen.email.value);
  const phone = seen.phone && normalisePhone(seen.phone.value, seat.region);
  const maskedPhone = seen.phone && !phone ? normaliseMaskedPhone(seen.phone.value) : undefined;
  const nick = seen.nick && nickKey(seat.sighting.recipe, seat.origin, seen.nick.value);
  const account = seen.account && accountKey(seat.sighting.recipe, seat.origin, seen.account.value);
  const written = [seen.name, ...(seen.otherNames ?? [])].flatMap((fact) => (fact ? [bareName(fact.value)] : []));
  const names = [...new Set(written)].filter((name) => nameKeys(name).length > 0);
  const keys = [...new Set(names.flatMap(nameKeys))];
  const key = [
    email?.key,
    account,
    phone?.key,
    nick && `nick:${nick}`,
    keys[0] && `name:${keys[0]}`,
    maskedPhone && `masked:${maskedPhone.key}`,
  ].find((one) => one !== undefined);
  if (key === undefined) return undefined;
  const orderNumber = seat.sighting.order?.number.value;
  return {
    key,
    role,
    seen,
    warnings: warningsFor(email, seen.name?.value),
    view: seat.sighting.view,
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(email ? { email } : {}),
    ...(account ? { account } : {}),
    ...(phone ? { phone } : {}),
    ...(maskedPhone ? { maskedPhone } : {}),
    ...(nick ? { nick } : {}),
    names,
    nameKeys: keys,
  };
}
