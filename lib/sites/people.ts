import type { SeenPerson, TextFact } from '../domain/sighting.ts';
import { all, climb, type Fact, type Reader } from './anchors.ts';
import { first } from './fits.ts';
import { parseMailboxes } from './mailboxes.ts';
import type { PersonRule } from './recipe.ts';
import { asEmail, asName, asPhone, clean, sameAddressKey, sameCharacters } from './text.ts';

const MAX_PEOPLE = 100;
const MAX_WITNESSES = 6;

/** Sets what is there: an absent fact leaves no key behind. */
export function present<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}

/** Everybody the rules find in a scope, in the page's order. Who can be neither named nor reached is left out. */
export function readPeople(
  reader: Reader,
  scope: Document | Element,
  rules: readonly PersonRule[],
  max = MAX_PEOPLE,
): SeenPerson[] {
  const people: SeenPerson[] = [];
  const { document } = reader.page;
  for (const rule of rules) {
    if ((rule.when && !first(document, rule.when)) || (rule.unless && first(document, rule.unless))) continue;
    const found = rule.mailboxes
      ? readMailboxes(reader, scope, rule)
      : (rule.each ? all(rule.page ? document : scope, rule.each) : [scope])
          .slice(0, max)
          .map((element) => readPerson(reader, element, rule));
    for (const person of found) {
      if (people.length === max) return people;
      if (person && !people.some((other) => isSame(other, person))) people.push(person);
    }
  }
  return people;
}

function isSame(one: SeenPerson, other: SeenPerson): boolean {
  if (one.role !== other.role) return false;
  if (one.email && other.email) return sameAddressKey(one.email.value) === sameAddressKey(other.email.value);
  return one.account !== undefined && one.account.value === other.account?.value;
}

function readPerson(reader: Reader, element: Document | Element, rule: PersonRule): SeenPerson | undefined {
  const witness = reader.witnesses.length < MAX_WITNESSES;
  const email = climb(reader, element, rule.email, asEmail, witness);
  const account = climb(reader, element, rule.account, (text) => clean(text, 100), witness);
  const name = climb(
    reader,
    element,
    rule.name,
    (text) => (email || !asEmail(text) ? asName(text, email?.value) : undefined),
    witness && !email && !account,
  );
  const direct = climb(reader, element, rule.phone, asPhone);
  const cards = readCards(reader, element, rule, name);
  const phone = direct ?? cards.phone;
  if (!email && !account && !name && !phone) return undefined;
  const otherNames = cards.names.length > 0 ? cards.names : undefined;
  return present<SeenPerson>({ role: rule.role, email, name, otherNames, phone, account });
}

/** Names and phone of the address cards that are the person's own: a gift is sent to somebody else. */
function readCards(reader: Reader, scope: Document | Element, rule: PersonRule, person: Fact<string> | undefined) {
  const names: TextFact[] = [];
  let phone: TextFact | undefined;
  if (!rule.cards || !person) return { names, phone };
  for (const card of all(scope, rule.cards.each).slice(0, 10)) {
    const name = climb(reader, card, rule.cards.name, asName);
    if (!name || !sameCharacters(name.value, person.value)) continue;
    const seen = [person, ...names].some((other) => other.value === name.value);
    if (!seen && names.length < 5) names.push(name);
    phone ??= climb(reader, card, rule.cards.phone, asPhone);
  }
  return { names, phone };
}

function readMailboxes(reader: Reader, scope: Document | Element, rule: PersonRule): SeenPerson[] {
  const field = climb(reader, scope, rule.mailboxes, (text) => (parseMailboxes(text).length > 0 ? text : undefined));
  if (!field) return [];
  return parseMailboxes(field.value).map(({ email, name }) =>
    present<SeenPerson>({
      role: rule.role,
      email: { ...field, value: email },
      name: name === undefined ? undefined : { ...field, value: name },
      otherNames: undefined,
      phone: undefined,
      account: undefined,
    }),
  );
}
