import type { Candidate, Evidence } from '../domain/page-context.ts';
import type { SeenCandidate } from './candidate.ts';
import { comparedName, fitsStarred } from './duplicates/names.ts';
import type { Found, Hit, Rejection } from './found.ts';
import { maskedCompatible, matchesMasked } from './masked-phone.ts';
import { sameName } from './name-keys.ts';
import { normaliseEmail } from './normalise-email.ts';
import { samePhone } from './normalise-phone.ts';
import { relayOf } from './relay.ts';

export type By = Evidence['by'];

/** A customer who agrees with the person, and in what. */
export interface Agreement {
  readonly hit: Hit;
  readonly by: ReadonlyMap<By, string>;
  /** What of it is the customer's alone; not what several people share. */
  readonly firm: ReadonlySet<By>;
}

/** Which customers agree with the person, and in what; without those the person was said not to be. */
export function agreements(person: SeenCandidate, found: Found, rejections: readonly Rejection[]): Agreement[] {
  const keys = new Set([person.key, person.email?.key, person.account, person.phone?.key, person.nick]);
  const rejected = new Set(rejections.filter(({ key }) => keys.has(key)).map(({ customerId }) => customerId));
  const agreed = new Map<Candidate['customerId'], { hit: Hit; by: Map<By, string>; firm: Set<By> }>();
  const note = (hits: readonly Hit[], by: By, agrees: (hit: Hit) => boolean, value: string) => {
    for (const hit of hits) {
      if (rejected.has(hit.customerId) || !agrees(hit)) continue;
      const entry = agreed.get(hit.customerId) ?? { hit, by: new Map(), firm: new Set() };
      if (!entry.by.has(by)) entry.by.set(by, value);
      if (!hit.sharedKeys?.includes(hit.key)) entry.firm.add(by);
      agreed.set(hit.customerId, entry);
    }
  };
  const { email, account, phone, nick, maskedPhone } = person;
  if (account) note(found.byAccount, 'account', (hit) => hit.key === account, person.seen.account?.value ?? account);
  if (nick) note(found.byNick ?? [], 'nick', (hit) => hit.key === nick, person.seen.nick?.value ?? nick);
  if (email) {
    const relay = relayOf(email.key);
    const isSame = (hit: Hit) => hit.key === email.key;
    const isSameRelay = (hit: Hit) => isSame(hit) || hit.key === relay?.base || relayOf(hit.key)?.base === relay?.base;
    if (relay) note([...found.byEmail, ...found.byBaseEmail], 'relay', isSameRelay, email.key);
    else note(found.byEmail, 'email', isSame, email.key);
    const sharesBase = (hit: Hit) => hit.key !== email.key && normaliseEmail(hit.key)?.base === email.base;
    if (!relay) note(found.byBaseEmail, 'plus-address', sharesBase, email.key);
  }
  if (phone) note(found.byPhone, 'phone', (hit) => samePhone(hit.key, phone.key), phone.display);
  const shown = maskedPhone?.display ?? phone?.display ?? '';
  const fits = (hit: Hit) => fitsMask(person, hit.key) && !namesConflict(person, hit.name);
  if (maskedPhone || phone) note(found.byMaskedPhone ?? [], 'masked-phone', fits, shown);
  const named = (hit: Hit) => person.names.some((name) => sameName(name, hit.name));
  if (person.names[0] !== undefined) note(found.byName, 'name', named, person.names[0]);
  return [...agreed.values()];
}

const isMasked = (key: string): boolean => /[*%]/.test(key);

/** Whether the page's phone and one on file may be one number, one of them with hidden digits. */
export function fitsMask({ phone, maskedPhone }: SeenCandidate, key: string): boolean {
  if (phone) return isMasked(key) && matchesMasked(key, phone.key);
  if (!maskedPhone) return false;
  return isMasked(key) ? maskedCompatible(maskedPhone.key, key) : matchesMasked(maskedPhone.key, key);
}

/** Whether the page's name, starred or whole, cannot be the one on file. Ten thousand numbers fit a mask: a name may not. */
function namesConflict(person: SeenCandidate, onFile: string): boolean {
  if (person.names.length > 0) {
    const known = comparedName(onFile);
    return known.keys.length > 0 && !person.names.some((name) => sameName(name, onFile));
  }
  const written = person.seen.name?.value;
  if (written === undefined) return false;
  const [seen, known] = [comparedName(written), comparedName(onFile)];
  if (seen.surname !== '' && known.surname !== '' && !known.surname.startsWith(seen.surname)) return true;
  return seen.shown !== undefined && known.parts[0] !== undefined && !fitsStarred(seen.shown, known.parts[0]);
}
