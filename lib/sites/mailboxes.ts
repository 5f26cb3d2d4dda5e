import { asEmail, asName } from './text.ts';

export interface Mailbox {
  readonly email: string;
  readonly name?: string;
}

/**
 * The mailboxes of an address field (RFC 5322 section 3.4): quoted names, comments, groups. Entries without a
 * well-formed address are left out. `decode` is applied to names.
 */
export function parseMailboxes(field: string, decode: (text: string) => string = (text) => text): Mailbox[] {
  const found: Mailbox[] = [];
  for (const entry of splitEntries(field.slice(0, 200_000))) {
    const { text, comment, angle } = entry;
    const email = asEmail(angle ?? text);
    if (email === undefined) continue;
    const name = asName(decode(angle === undefined ? comment : text || comment), email);
    found.push(name === undefined ? { email } : { email, name });
    if (found.length === 200) break;
  }
  return found;
}

interface Entry {
  text: string;
  comment: string;
  angle: string | undefined;
}

function splitEntries(field: string): Entry[] {
  const entries: Entry[] = [];
  let entry: Entry = { text: '', comment: '', angle: undefined };
  let [quoted, inAngle, depth, groups] = [false, false, 0, 0];
  const close = () => {
    entry.text = entry.text.trim();
    if (entry.text || entry.angle !== undefined) entries.push(entry);
    entry = { text: '', comment: '', angle: undefined };
    inAngle = false;
  };
  for (let at = 0; at < field.length; at++) {
    let sign = field[at] ?? '';
    const escaped = sign === '\\' && (quoted || depth > 0);
    if (escaped) sign = field[++at] ?? '';
    if (!escaped && sign === '"' && depth === 0 && !inAngle) quoted = !quoted;
    else if (quoted) entry.text += sign;
    else if (!escaped && sign === '(' && !inAngle) depth++;
    else if (!escaped && sign === ')' && depth > 0) depth--;
    else if (depth > 0) entry.comment += sign;
    else if (sign === '<' && entry.angle === undefined) [inAngle, entry.angle] = [true, ''];
    else if (sign === '>' && inAngle) inAngle = false;
    else if (inAngle) entry.angle += sign;
    else if (sign === ':') {
      // A group's name: the mailboxes come after it.
      entry = { text: '', comment: '', angle: undefined };
      groups++;
    } else if (sign === ',' || (sign === ';' && groups > 0)) close();
    else if (entry.angle === undefined) entry.text += sign;
  }
  close();
  return entries;
}
