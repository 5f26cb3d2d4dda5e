import type { Exclusion } from '../domain/page-context.ts';
import type { PersonRole, Sighting } from '../domain/sighting.ts';
import type { AddressBook } from './address-book.ts';
import { type Seat, type SeenCandidate, toCandidate } from './candidate.ts';
import { personInBody } from './from-body.ts';
import { isRelayName, listOfSender } from './machine-senders.ts';
import { sameName } from './name-keys.ts';
import type { EmailKey } from './normalise-email.ts';

export interface Recognised {
  readonly people: SeenCandidate[];
  readonly excluded: { email: string; reason: Exclusion }[];
  /** Which way the message went; absent on pages that are no mail. */
  readonly direction?: 'in' | 'out';
}

/** Somebody in a header of the message: always has an address. */
type Mailbox = SeenCandidate & { readonly email: EmailKey };

const RECIPIENTS = ['to', 'cc', 'bcc'] as const;

/** See `peopleToRecognise`. */
export function recogniseMail(sighting: Sighting, book: AddressBook, seat: Seat): Recognised {
  const mail = readHeaders(sighting, book, seat);
  const authors = mail.of('from');
  const recipients = () => RECIPIENTS.flatMap((role) => mail.outside(role));
  if (sighting.view === 'compose') return mail.answer(recipients(), 'out');
  if (authors.length === 0) {
    // A list of sent mail shows only recipients; an open message without an author is one that could not be read.
    return sighting.view === 'list' ? mail.answer(recipients(), 'out') : mail.answer([], 'in');
  }
  const reasons = authors.map((author) => mail.reasonOf(author));
  if (mail.automatic === 'bounce' || reasons.some((reason) => reason === 'bounce' || reason === 'never-list')) {
    return mail.answer([], 'in');
  }
  const outsiders = authors.filter((_, index) => reasons[index] === undefined);
  if (outsiders.length > 0) return mail.answer([...outsiders, ...besides(mail, outsiders)], 'in');
  if (reasons.every(isOurs)) {
    const addressees = recipients();
    const leftTheHouse = RECIPIENTS.some((role) => mail.of(role).some((mailbox) => !isOurs(mail.reasonOf(mailbox))));
    if (leftTheHouse) return mail.answer(addressees, 'out');
  }
  if (mail.automatic === 'bulk') return mail.answer([], 'in');
  const isList = mail.automatic === 'list' || reasons.includes('list');
  const stoodFor = standIn(sighting, mail, isList, book, seat);
  return mail.answer([...stoodFor, ...others(mail)], 'in');
}

/** Whom a message is from when its author is a list, a machine or one of us: at most one, and only when no other could be. */
function standIn(sighting: Sighting, mail: Headers, isList: boolean, book: AddressBook, seat: Seat): SeenCandidate[] {
  const replyTo = mail.outside('reply-to');
  if (replyTo.length > 0 || isList) return replyTo.length === 1 ? replyTo : [];
  const attached = mail.outside('attached-from');
  if (attached.length > 0) return attached.length === 1 ? attached : [];
  const seen = personInBody(sighting.message?.body, book, seat.region);
  const candidate = seen && toCandidate(seen, 'body', seat);
  if (candidate === undefined) return [];
  return candidate.email && mail.leaveOut(candidate.email) ? [] : [candidate];
}

/** Who else is on a customer's message: where answers should go, when that is somebody else, then those it was copied to. */
function besides(mail: Headers, authors: readonly Mailbox[]): Mailbox[] {
  const isAuthor = (other: Mailbox) =>
    other.names.some((name) => authors.some((author) => author.names.some((own) => sameName(own, name))));
  return [...mail.outside('reply-to').filter((other) => !isAuthor(other)), ...others(mail)];
}

// Copies come first: they were chosen one by one, while a long To line would push them over the limit.
const others = (mail: Headers): Mailbox[] => [...mail.outside('cc'), ...mail.outside('to')];

const isOurs = (reason: Exclusion | undefined): boolean => reason === 'own' || reason === 'colleague';

interface Headers {
  readonly automatic: string | undefined;
  of(role: PersonRole): Mailbox[];
  /** Those of a role who may be customers, each once; the rest is noted as left out. */
  outside(role: PersonRole): Mailbox[];
  reasonOf(mailbox: Mailbox): Exclusion | undefined;
  /** Notes an address that is no customer's; whether it is one of those. */
  leaveOut(email: EmailKey): boolean;
  answer(people: readonly SeenCandidate[], direction: 'in' | 'out'): Recognised;
}

function readHeaders(sighting: Sighting, book: AddressBook, seat: Seat): Headers {
  const mailboxes = sighting.people.flatMap((seen) => {
    const candidate = toCandidate(seen, seen.role, seat);
    return candidate?.email ? [{ ...candidate, email: candidate.email }] : [];
  });
  const of = (role: PersonRole) => mailboxes.filter((mailbox) => mailbox.role === role);
  const automatic = sighting.message?.automatic?.value;
  const lists = automatic === 'list' ? listAddresses(of('sender'), of('to')) : new Set<string>();
  const excluded = new Map<string, Exclusion>();

  const reasonOf = (mailbox: Mailbox): Exclusion | undefined => {
    const reason = reasonByMessage(mailbox) ?? book.exclusionOf(mailbox.email);
    if (reason !== undefined && !excluded.has(mailbox.email.key)) excluded.set(mailbox.email.key, reason);
    return reason;
  };
  const reasonByMessage = (mailbox: Mailbox): Exclusion | undefined => {
    const ofBook = book.exclusionOf(mailbox.email);
    if (ofBook === 'own' || ofBook === 'never-list') return undefined;
    if (lists.has(mailbox.email.key)) return 'list';
    if (mailbox.role !== 'from') return undefined;
    if (automatic === 'bounce') return 'bounce';
    if (isRelayName(mailbox.seen.name?.value)) return 'list';
    return automatic === 'bulk' && ofBook === undefined ? 'list' : undefined;
  };

  return {
    automatic,
    of,
    reasonOf,
    outside: (role) =>
      of(role).filter((mailbox) => reasonOf(mailbox) === undefined && !excluded.has(mailbox.email.key)),
    leaveOut(email) {
      const reason = book.exclusionOf(email);
      if (reason !== undefined) excluded.set(email.key, reason);
      return reason !== undefined;
    },
    answer(people, direction) {
      const byKey = new Map<string, SeenCandidate>();
      for (const person of people) if (!byKey.has(person.key)) byKey.set(person.key, person);
      const left = Array.from(excluded, ([email, reason]) => ({ email, reason }));
      return { people: [...byKey.values()], excluded: left, direction };
    },
  };
}

/** The addresses of the list a message came through: what its Sender administers, and whom it is to. */
function listAddresses(senders: readonly Mailbox[], to: readonly Mailbox[]): Set<string> {
  const administered = senders.flatMap(({ email }) => {
    const list = listOfSender(email.key);
    return list === email.key ? [] : [list];
  });
  return new Set([...administered, ...to.map((mailbox) => mailbox.email.key)]);
}
