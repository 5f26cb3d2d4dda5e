import type { PersonRole, SeenMessage, SeenPerson, Sighting, TextFact } from '../domain/sighting.ts';
import type { Fact } from './anchors.ts';
import type { PageSource } from './fits.ts';
import { decodeWords, parseHeaders, parseMailDate } from './headers.ts';
import { findView } from './interpreter.ts';
import { type Mailbox, parseMailboxes } from './mailboxes.ts';
import { present } from './people.ts';
import type { Recipe } from './recipe.ts';
import { clean, sameAddressKey } from './text.ts';

const MAX_PEOPLE = 100;
/** Roles that are named as the field they stand in. */
const ROLE_FIELDS: readonly PersonRole[] = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'];

type Automatic = NonNullable<NonNullable<SeenMessage['automatic']>['value']>;

/**
 * Completes the sighting of an open message from its raw source, where the recipe says where that is: Message-ID, exact
 * date, subject, how it was made, and people whom the page leaves out. One GET on the page's own origin, which marks
 * nothing as read. The sighting comes back as it was when there is no such source, it cannot be had, or it is not of
 * this message (another sender).
 * @param fetchText gives the text at an address, as UTF-8; may cut it after the headers
 */
export async function readSource(
  recipe: Recipe,
  sighting: Sighting,
  page: PageSource,
  fetchText: (url: string, signal: AbortSignal) => Promise<string>,
  signal: AbortSignal,
): Promise<Sighting> {
  const rule = findView(recipe, page)?.source;
  if (!rule || !sighting.message) return sighting;
  const address = new URL(page.url);
  const copied = rule.copy.map((name) => [name, address.searchParams.get(name)] as const);
  if (copied.some(([, value]) => !value)) return sighting;
  address.search = new URLSearchParams([
    ...Object.entries(rule.params),
    ...copied.map(([name, value]) => [name, value ?? '']),
  ]).toString();
  address.hash = '';
  let text: string;
  try {
    text = await fetchText(address.href, signal);
  } catch {
    return sighting;
  }
  return signal.aborted ? sighting : enrich(sighting, parseHeaders(text));
}

function enrich(sighting: Sighting, fields: readonly (readonly [string, string])[]): Sighting {
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  // A field that may stand once and stands twice is forged or broken: which one the reader saw is unknown.
  const one = (name: string) => (all(name).length === 1 ? all(name)[0] : undefined);
  const authors = parseMailboxes(one('from') ?? '', decodeWords);
  const shown = sighting.people.filter((person) => person.role === 'from' && person.email);
  const agrees =
    shown.length === 0 ||
    shown.some((person) =>
      authors.some((author) => sameAddressKey(author.email) === sameAddressKey(person.email?.value ?? '')),
    );
  if (!sighting.message || authors.length === 0 || !agrees) return sighting;

  const fact = <T>(value: T | undefined, anchor: string): Fact<T> | undefined =>
    value === undefined ? undefined : { value, anchor, kind: 'source', sure: 1 };
  const words = (value: string | undefined) => {
    const decoded = clean(value && decodeWords(value));
    return decoded?.includes('\ufffd') ? undefined : decoded;
  };
  const id = /<[^<>\s]{3,480}>/.exec(one('message-id') ?? '')?.[0];
  const message = present<SeenMessage>({
    ...sighting.message,
    key: fact(id, 'source-message-id') ?? sighting.message.key,
    // An empty field: what the page shows is its own words for "no subject".
    subject: one('subject') ? (fact(words(one('subject')), 'source-subject') ?? sighting.message.subject) : undefined,
    sentAt: fact(parseMailDate(one('date') ?? ''), 'source-date') ?? sighting.message.sentAt,
    automatic: fact(howMade(all, authors), 'source-headers'),
    body: sighting.message.body,
  });

  const people = [...sighting.people];
  for (const role of ROLE_FIELDS) {
    for (const mailbox of parseMailboxes(one(role) ?? '', decodeWords)) {
      if (people.length < MAX_PEOPLE) addPerson(people, role, mailbox, `source-${role}`);
    }
  }
  return { ...sighting, people, message };
}

function addPerson(people: SeenPerson[], role: PersonRole, mailbox: Mailbox, anchor: string): void {
  const known = people.some(
    (person) =>
      person.role === role && person.email && sameAddressKey(person.email.value) === sameAddressKey(mailbox.email),
  );
  if (known) return;
  const fact = (value: string): TextFact => ({ value, anchor, kind: 'source', sure: 1 });
  const person: SeenPerson = {
    role,
    email: fact(mailbox.email),
    ...(mailbox.name ? { name: fact(mailbox.name) } : {}),
  };
  const next = people.findLastIndex((other) => other.role === role) + 1;
  if (role === 'from' && next === 0) people.unshift(person);
  else people.splice(next || people.length, 0, person);
}

/** How a message came about, by RFC 3834, RFC 2919, RFC 3464 and the older Precedence. */
function howMade(all: (name: string) => string[], authors: readonly Mailbox[]): Automatic | undefined {
  const says = (name: string, pattern: RegExp) => all(name).some((value) => pattern.test(value));
  const robot = authors.some(({ email }) => /^(mailer-daemon|postmaster)@/i.test(email));
  if (robot || says('content-type', /multipart\/report/i)) return 'bounce';
  if (says('auto-submitted', /^auto-replied/i) || says('precedence', /^auto_reply/i)) return 'auto-replied';
  if (says('return-path', /^<\s*>$/)) return 'bounce';
  if (all('list-id').length > 0 || all('list-post').length > 0 || says('precedence', /^list/i)) return 'list';
  if (says('precedence', /^(bulk|junk)/i) || all('list-unsubscribe').length > 0) return 'bulk';
  return says('auto-submitted', /^auto-/i) ? 'auto-generated' : undefined;
}
