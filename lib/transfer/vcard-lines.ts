/** One property of a contact card, its value not yet unescaped. */
export interface Property {
  /** Upper case, without its group. */
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

// Name, parameters with quoted or bare values, colon: RFC 6350 section 3.3; 2.1 has bare parameters (TEL;CELL:).
const HEAD =
  /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+(?:=(?:"[^"]*"|[^":;]*)(?:,(?:"[^"]*"|[^":;,]*))*)?)*):/;
const PARAMETER = /;([A-Za-z0-9-]+)(?:=("[^"]*"|[^;:]*))?/g;
const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']);

/** Splits an unfolded line; undefined for one that is no property. */
export function parseProperty(line: string): Property | undefined {
  const head = HEAD.exec(line);
  if (!head) return undefined;
  const parameters = new Map<string, string>();
  for (const [, key = '', value] of (head[2] ?? '').matchAll(PARAMETER)) {
    const name = key.toUpperCase();
    // A bare word of 2.1 is a type, or names the encoding.
    if (value === undefined) parameters.set(ENCODINGS.has(name) ? 'ENCODING' : 'TYPE', name);
    else parameters.set(name, value.replace(/^"(.*)"$/, '$1'));
  }
  return { name: (head[1] ?? '').toUpperCase(), parameters, value: line.slice(head[0].length) };
}

const isQuotedPrintable = (parameters: ReadonlyMap<string, string>): boolean =>
  parameters.get('ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE';

/**
 * A property's value as text: bytes written as `=E5=BC=A0` are read in the charset named beside them (RFC 2045 section 6.7).
 * @returns undefined where the bytes are no text in that charset
 */
export function decodeValue({ parameters, value }: Property): string | undefined {
  if (!isQuotedPrintable(parameters)) return value;
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const hex = value.charAt(at) === '=' ? value.slice(at + 1, at + 3) : '';
    if (/^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(...new TextEncoder().encode(value.charAt(at)));
  }
  try {
    const charset = parameters.get('CHARSET') ?? 'utf-8';
    return new TextDecoder(charset, { fatal: true }).decode(new Uint8Array(bytes)).replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

/** The parts of a value that lists them, split at the separator and unescaped. */
export function splitValue(value: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '\\' && at + 1 < value.length) {
      part += char + value.charAt(at + 1);
      at++;
    } else if (char === separator) {
      parts.push(unescapeValue(part));
      part = '';
    } else part += char;
  }
  return [...parts, unescapeValue(part)];
}

/** Undoes the backslashes of RFC 6350 section 3.4. */
export const unescapeValue = (value: string): string =>
  value.includes('\\')
    ? value.replace(/\\(.)/gs, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char)).trim()
    : value.trim();

/** A card as it was cut out of a file. */
export interface RawCard {
  /** Line of its BEGIN, 1-based. */
  readonly line: number;
  /** Unfolded lines between BEGIN and END. */
  readonly lines: readonly string[];
  /** It ends where the next one begins. */
  readonly isOpen: boolean;
}

export interface CardSplitter {
  /** The cards that are complete with this piece of text, which may end anywhere. */
  push(text: string, isLast: boolean): RawCard[];
  /** Line of the card that was open at the end, if one was. */
  readonly openLine: number | undefined;
}

// Pictures and keys are most of a phone's export and none of it is taken in.
const HEAVY = /^(?:[A-Za-z0-9-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE)[;:]/i;
const MAX_LINE_CHARS = 200_000;
const MAX_CARD_LINES = 2000;

/** Cuts text into cards and joins the lines that were folded. */
export function createCardSplitter(): CardSplitter {
  let rest = '';
  let line = 0;
  let begin: number | undefined;
  let lines: string[] = [];
  let isHeavy = false;
  let isSoft = false;

  const take = (raw: string, cards: RawCard[]): void => {
    line++;
    const last = lines.length - 1;
    if (begin !== undefined && isSoft) {
      lines[last] = `${(lines[last] ?? '').slice(0, -1)}${raw}`;
      isSoft = raw.endsWith('=');
      return;
    }
    if (/^[ \t]/.test(raw)) {
      if (!isHeavy && last >= 0) lines[last] += raw.slice(1);
      return;
    }
    if (raw === '') return;
    // Old phones write base64 without folding it.
    if (isHeavy && /^[A-Za-z0-9+/]+={0,2}$/.test(raw)) return;
    isHeavy = HEAVY.test(raw);
    if (/^BEGIN:VCARD\s*$/i.test(raw)) {
      if (begin !== undefined) cards.push({ line: begin, lines, isOpen: true });
      begin = line;
      lines = [];
    } else if (/^END:VCARD\s*$/i.test(raw)) {
      if (begin !== undefined) cards.push({ line: begin, lines, isOpen: false });
      begin = undefined;
      lines = [];
    } else if (begin !== undefined && !isHeavy && lines.length < MAX_CARD_LINES) {
      lines.push(raw);
      isSoft = raw.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(raw);
    }
  };

  return {
    push(text, isLast) {
      const cards: RawCard[] = [];
      const input = rest + text;
      const pieces = input.split('\n');
      rest = isLast ? '' : (pieces.pop() ?? '');
      for (const piece of pieces) take(piece.endsWith('\r') ? piece.slice(0, -1) : piece, cards);
      // A line that never ends: kept no longer than anybody writes one.
      if (rest.length > MAX_LINE_CHARS) rest = rest.slice(0, MAX_LINE_CHARS);
      return cards;
    },
    get openLine() {
      return begin;
    },
  };
}
