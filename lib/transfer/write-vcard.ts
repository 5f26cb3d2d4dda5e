/** One person or firm for a contact card. */
export interface VcardPerson {
  readonly id?: string;
  readonly name?: string;
  readonly company?: string;
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
  /** Accounts and nicks, as `ownIdentityText` writes them. */
  readonly accounts?: readonly string[];
  /** What else they are called. */
  readonly otherNames?: readonly string[];
  /** What else is said of them, lines to read. */
  readonly otherValues?: readonly string[];
  readonly address?: string;
  /** `YYYY-MM-DD`. */
  readonly birthday?: string;
  readonly sex?: 'female' | 'male' | 'other';
  /** BCP 47. */
  readonly language?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
  /** The shop's own fields by their names. */
  readonly custom?: readonly (readonly [name: string, value: string])[];
}

const SEXES = { female: 'F', male: 'M', other: 'O' } as const;
const FOLD_BYTES = 75;

/** People as contact cards, vCard 4.0 (RFC 6350). */
export async function* writeVcard(
  people: Iterable<VcardPerson> | AsyncIterable<VcardPerson>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  for await (const person of people)
    yield encoder.encode(
      card(person)
        .map((line) => `${fold(line)}\r\n`)
        .join(''),
    );
}

function card(person: VcardPerson): string[] {
  const name = person.name ?? person.company ?? person.emails?.[0] ?? person.phones?.[0] ?? '';
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${escapeValue(name)}`];
  const add = (property: string, value: string | undefined) => {
    if (value !== undefined && value !== '') lines.push(`${property}:${value}`);
  };
  add('UID', person.id && escapeValue(person.id));
  // The parts of a name are not known: most programs take an empty list of them as "see FN".
  if (person.name) lines.push(`N:${escapeValue(person.name)};;;;`);
  add('ORG', person.company && escapeValue(person.company));
  for (const email of person.emails ?? []) add('EMAIL', escapeValue(email));
  for (const phone of person.phones ?? []) add('TEL', escapeValue(phone));
  add('NICKNAME', (person.otherNames ?? []).map(escapeValue).join(','));
  for (const account of person.accounts ?? []) add('X-REGULARS-ACCOUNT', escapeValue(account));
  add('ADR', person.address && `;;${escapeValue(person.address)};;;;`);
  add('BDAY', person.birthday && escapeValue(person.birthday.replaceAll('-', '')));
  add('GENDER', person.sex && SEXES[person.sex]);
  add('LANG', person.language && escapeValue(person.language));
  add('CATEGORIES', (person.tags ?? []).map(escapeValue).join(','));
  add('NOTE', person.note && escapeValue(person.note));
  add('X-REGULARS-OTHER', escapeValue((person.otherValues ?? []).join('\n')));
  for (const [name, value] of person.custom ?? [])
    add(`X-REGULARS-FIELD;X-NAME="${escapeParameter(name)}"`, escapeValue(value));
  return [...lines, 'END:VCARD'];
}

/** Nothing in a value can end its line or begin another property (RFC 6350 section 3.4). */
function escapeValue(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\,;]/g, (char) => `\\${char}`)
    .replaceAll('\n', '\\n');
}

/** A parameter's text in quotes: nothing in it can end them (RFC 6868). */
const escapeParameter = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replaceAll('^', '^^')
    .replaceAll('"', "^'");

/** Lines of at most 75 bytes, cut between characters (RFC 6350 section 3.2). */
function fold(line: string): string {
  let folded = '';
  let bytes = 0;
  for (const char of line) {
    const code = char.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + size > FOLD_BYTES) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += char;
    bytes += size;
  }
  return folded;
}
