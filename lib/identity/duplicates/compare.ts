import type { DuplicateCertainty, DuplicateReason } from '../../domain/duplicates.ts';
import { sameConsole } from '../account-key.ts';
import { maskedBits, maskedCompatible, matchesMasked } from '../masked-phone.ts';
import { unspelt } from '../name-keys.ts';
import { isUniqueNick } from '../nick.ts';
import type { Census } from './census.ts';
import { compareNames, type NameVerdict } from './compare-names.ts';
import type { ComparedPhone, Features } from './features.ts';
import { isSlip } from './names.ts';
import { BITS, chanceBits, DUPLICATE_SHARE, HELD, heldBits, LIKELY_BITS, SURE_BITS } from './weights.ts';

/** What two people's data say about their being one. */
export interface Comparison {
  /** Undefined: not shown. */
  readonly certainty: DuplicateCertainty | undefined;
  readonly bits: number;
  readonly reasons: readonly DuplicateReason[];
  /** Whether something says that they are two: then not even a third person between them makes them one. */
  readonly contradicted: boolean;
}

type Agreement = readonly [reason: DuplicateReason, bits: number];

export function compare(a: Features, b: Features, census: Census): Comparison {
  const name = compareNames(a.name, b.name, census);
  const isSameName = name.kind === 'equal' || name.kind === 'alike' || name.kind === 'part';
  const agreements = [
    ...accounts(a, b, census),
    ...emails(a, b, census, name),
    ...phones(a, b, census, name),
    ...addresses(a, b, census),
  ];
  const against: Agreement[] = [...disagreements(a, b, agreements), ...generations(a, b)];
  const birthday = birthdays(a, b, census);
  // Twins share it, and a home.
  if (birthday && (birthday[1] < 0 || isSameName || name.kind === 'unknown')) {
    (birthday[1] < 0 ? against : agreements).push(birthday);
  }
  const company = companies(a, b, census);
  if (company && isSameName) agreements.push(company);
  const sorted = agreements.toSorted((one, other) => other[1] - one[1]);
  const held = sorted.filter(([reason]) => reason !== 'same-birthday' && reason !== 'same-company');
  const own = sorted.filter(([reason]) => reason === 'same-birthday' || reason === 'same-company');
  const bits =
    Math.log2((2 * DUPLICATE_SHARE) / Math.max(2, census.people)) +
    name.bits +
    held.reduce((sum, [, one], index) => sum + (index === 0 ? one : one * BITS.sharedTogether), 0) +
    [...own, ...against].reduce((sum, [, one]) => sum + one, 0);
  const reasons = [
    ...sorted.map(([reason]) => reason),
    ...(name.reason !== undefined && name.kind !== 'other' && name.kind !== 'surname' ? [name.reason] : []),
    ...(name.reason !== undefined && (name.kind === 'other' || name.kind === 'surname') ? [name.reason] : []),
    ...against.map(([reason]) => reason),
  ];
  const vetoes = new Set(against.map(([reason]) => reason));
  const certainty = certaintyOf(bits, name, new Set(sorted.map(([reason]) => reason)), vetoes);
  const contradicted = vetoes.has('other-birthday') || vetoes.has('other-generation') || bits < -BITS.alikeMax;
  return { certainty, bits, reasons: [...new Set(reasons)], contradicted };
}

const EXACT: readonly DuplicateReason[] = ['same-account', 'same-nick', 'same-email', 'same-relay', 'same-mailbox'];

/**
 * Odds alone do not make a pair sure: the name must be the same, beside something that is given to one holder. A family's
 * phone and address agree with each other more often than any table of odds says.
 */
function certaintyOf(
  bits: number,
  name: NameVerdict,
  agreed: ReadonlySet<DuplicateReason>,
  against: ReadonlySet<DuplicateReason>,
): DuplicateCertainty | undefined {
  const sameAccount = agreed.has('same-account');
  if ((name.kind === 'other' || name.kind === 'surname') && !sameAccount) return undefined;
  if (bits < LIKELY_BITS || against.has('other-generation')) return undefined;
  const vetoed = against.has('other-birthday') || against.has('other-account');
  if (bits < SURE_BITS || vetoed) return 'likely';
  if (name.kind === 'unknown') return sameAccount ? 'sure' : 'likely';
  const exact = EXACT.some((reason) => agreed.has(reason));
  const phone = agreed.has('same-phone');
  if (name.kind === 'equal' && (exact || (phone && !against.has('other-email')))) return 'sure';
  // Two things of one holder each outweigh a slip in the name.
  const isNear = name.kind === 'alike' || name.kind === 'part';
  return isNear && (sameAccount || (exact && phone)) ? 'sure' : 'likely';
}

function accounts(a: Features, b: Features, { people }: Census): Agreement[] {
  const found: Agreement[] = [];
  if (a.accounts.some((key) => b.accounts.includes(key)))
    found.push(['same-account', heldBits(HELD.account, 2, people)]);
  const nick = a.nicks.find((key) => b.nicks.includes(key));
  // A nick that others may have is a word people like; a few of a file like it too.
  if (nick !== undefined)
    found.push(['same-nick', isUniqueNick(nick) ? heldBits(HELD.nick, 2, people) : BITS.emailAlike]);
  return found;
}

function emails(a: Features, b: Features, { people, mailboxes }: Census, name: NameVerdict): Agreement[] {
  let best: Agreement | undefined;
  const isNamed = name.kind === 'equal' || name.kind === 'alike' || name.kind === 'part';
  const offer = (reason: DuplicateReason, bits: number) => {
    if (best === undefined || bits > best[1]) best = [reason, bits];
  };
  for (const one of a.emails) {
    for (const other of b.emails) {
      if (one.mailbox === other.mailbox) {
        const kind = one.isRelay ? 'relay' : one.isRole ? 'role' : 'email';
        const same = one.isRelay ? 'same-relay' : one.key === other.key ? 'same-email' : 'same-mailbox';
        offer(same, heldBits(HELD[kind], mailboxes.get(one.mailbox) ?? 2, people));
      } else if (isNamed && !one.isRelay && !other.isRelay && !one.isRole) {
        const alike =
          one.local === other.local
            ? one.local.length > 4
            : one.domain === other.domain && one.local.length > 5 && isNearly(one.local, other.local);
        if (alike) offer('email-alike', isOfName(one.local, a) ? BITS.emailAlikeByName : BITS.emailAlike);
      }
    }
  }
  return best === undefined ? [] : [best];
}

/** With a slip, or jorg.muller beside joerg.mueller. */
const isNearly = (one: string, other: string): boolean => isSlip(one, other) || unspelt(one) === unspelt(other);

/** Whether a local part says no more than the name does: ana.souza, asouza87, anna.mueller of Anna Müller. */
function isOfName(local: string, { name }: Features): boolean {
  const letters = unspelt(local).replace(/[^a-z]/g, '');
  if (letters === '' || name.script === 'han') return false;
  const rest = name.parts.reduce((left, part) => left.replace(unspelt(part), ''), letters);
  return rest.length < 2;
}

function phones(a: Features, b: Features, { people, phones: holders }: Census, name: NameVerdict): Agreement[] {
  let alike = false;
  for (const one of a.phones) {
    for (const other of b.phones) {
      if (isSamePhone(one, other)) {
        return [['same-phone', heldBits(HELD.phone, holders.get(one.national) ?? 2, people)]];
      }
      alike ||= one.national.length > 8 && isSlip(one.national, other.national);
    }
  }
  const masked = maskedAgreement(a, b) ?? maskedAgreement(b, a);
  if (masked) return [masked];
  return alike && name.kind === 'equal' ? [['phone-alike', BITS.phoneAlike]] : [];
}

const isSamePhone = (a: ComparedPhone, b: ComparedPhone): boolean =>
  a.key === b.key ||
  (a.key.startsWith('~') !== b.key.startsWith('~') && (a.national === b.national || a.key.slice(1) === b.key.slice(1)));

function maskedAgreement(a: Features, b: Features): Agreement | undefined {
  for (const masked of a.maskedPhones) {
    const fits =
      b.phones.some(({ key }) => matchesMasked(masked, key)) ||
      b.maskedPhones.some((other) => maskedCompatible(masked, other));
    if (fits) return ['masked-phone-fits', maskedBits(masked)];
  }
  return undefined;
}

function addresses(a: Features, b: Features, { people, addresses: holders }: Census): Agreement[] {
  if (a.address === '' || b.address === '') return [];
  const bits = heldBits(HELD.address, holders.get(a.address) ?? 2, people);
  if (a.address === b.address) return [['same-address', bits]];
  if (a.addressNumbers.length < 2 || b.addressNumbers.length < 2) return [];
  const sameNumbers = a.addressNumbers === b.addressNumbers;
  if (sameNumbers && overlap(a.address, b.address) > 0.5) return [['same-address', bits - BITS.addressSpelling]];
  // The flat, or the postcode, is left out on one side.
  const isPart = numbersWithin(a.addressNumbers, b.addressNumbers) || numbersWithin(b.addressNumbers, a.addressNumbers);
  if (isPart && overlap(a.address, b.address) > 0.8) return [['same-address', bits - BITS.addressPart]];
  return [];
}

function numbersWithin(some: string, all: string): boolean {
  const numbers = new Set(all.split('-'));
  return some.includes('-') && some.split('-').every((number) => numbers.has(number));
}

/** Share of pairs of neighbouring characters that two texts have in common (Dice 1945). */
function overlap(a: string, b: string): number {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < a.length; at++) pairs.add(a.slice(at, at + 2));
  const others = new Set<string>();
  for (let at = 0; at + 1 < b.length; at++) others.add(b.slice(at, at + 2));
  let common = 0;
  for (const pair of others) if (pairs.has(pair)) common++;
  return (2 * common) / Math.max(1, pairs.size + others.size);
}

function birthdays(a: Features, b: Features, census: Census): Agreement | undefined {
  if (a.birthday === '' || b.birthday === '') return undefined;
  if (a.birthday === b.birthday) {
    return ['same-birthday', chanceBits(BITS.birthdayM, census.birthdays.get(a.birthday) ?? 2, census.people)];
  }
  const [, year, month, day] = /^(\d+)-(\d+)-(\d+)$/.exec(a.birthday) ?? [];
  const swapped = `${year}-${day}-${month}` === b.birthday;
  return ['other-birthday', swapped || isSlip(a.birthday, b.birthday) ? BITS.birthdayNear : BITS.otherBirthday];
}

function companies(a: Features, b: Features, { people, companies: holders }: Census): Agreement | undefined {
  if (a.company === '' || a.company !== b.company) return undefined;
  return ['same-company', Math.min(BITS.companyMax, chanceBits(BITS.companyM, holders.get(a.company) ?? 2, people))];
}

function generations(a: Features, b: Features): Agreement[] {
  const [one, other] = [a.name.generation, b.name.generation];
  return one === other ? [] : [['other-generation', BITS.otherGeneration]];
}

function disagreements(a: Features, b: Features, agreed: readonly Agreement[]): Agreement[] {
  const has = (...reasons: DuplicateReason[]) => agreed.some(([reason]) => reasons.includes(reason));
  const found: Agreement[] = [];
  const personal = ({ emails: all }: Features) => all.some(({ isRelay, isRole }) => !isRelay && !isRole);
  if (personal(a) && personal(b) && !has('same-email', 'same-mailbox', 'email-alike')) {
    found.push(['other-email', BITS.otherEmail]);
  }
  if (a.phones.length > 0 && b.phones.length > 0 && !has('same-phone', 'phone-alike')) {
    found.push(['other-phone', BITS.otherPhone]);
  }
  const otherAccount = a.accounts.some((key) => b.accounts.some((other) => other !== key && sameConsole(key, other)));
  if (otherAccount && !has('same-account')) found.push(['other-account', BITS.otherAccount]);
  return found;
}
