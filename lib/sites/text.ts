// Controls, bidirectional overrides and marks, zero-width signs: they change what a reader sees, not what is said.
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad]/g;
const CONTROLS = /[\p{Cc}\s]+/gu;

/** Text of a page made safe to keep: NFC, one line, trimmed, without unseen signs, at most `max` UTF-16 units. Empty is undefined. */
export function clean(raw: string | null | undefined, max = 500): string | undefined {
  if (!raw) return undefined;
  const text = raw
    .slice(0, max * 4)
    .replace(UNSEEN, '')
    .replace(CONTROLS, ' ')
    .trim()
    .normalize('NFC')
    .slice(0, max)
    // Never half of a surrogate pair at the cut.
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return text || undefined;
}

/** An email address as written, or undefined for what only looks like one. Case and international domains are kept. */
export function asEmail(raw: string | undefined): string | undefined {
  const text = clean(raw, 330);
  if (!text || text.length > 320) return undefined;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const labels = text.slice(at + 1).split('.');
  if (at < 1 || local.length > 64 || labels.length < 2) return undefined;
  if (!/^[^\s@<>()[\]\\,;:"|\ufffd]+$/.test(local) || local.startsWith('.') || local.endsWith('.')) return undefined;
  const sound = labels.every(
    (label) => label.length <= 63 && /^[\p{L}\p{N}\p{M}_]([\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u.test(label),
  );
  return sound && !/^\d+$/.test(labels.at(-1) ?? '') ? text : undefined;
}

/** The same address for the comparison of two spellings: lower case, domain in ASCII. */
export function sameAddressKey(email: string): string {
  const at = email.lastIndexOf('@');
  try {
    return `${email.slice(0, at)}@${new URL(`http://${email.slice(at + 1)}`).hostname}`.toLowerCase();
  } catch {
    return email.toLowerCase();
  }
}

/** A phone number as written (masked digits allowed), or undefined when it has fewer than 7 digits or other signs. */
export function asPhone(raw: string | undefined): string | undefined {
  const text = clean(raw, 60);
  if (!text || text.length > 40 || !/^\+?[\d\s().*/-]+(\s?(x|ext\.?|转|轉)\s?\d+)?$/iu.test(text)) return undefined;
  const digits = text.replace(/[^\d*]/g, '');
  return digits.length >= 7 && digits.length <= 20 && /\d{2}/.test(text) ? text : undefined;
}

/** A name, or undefined when it only repeats the address. */
export function asName(raw: string | undefined, email?: string): string | undefined {
  const text = clean(raw, 200)?.replace(/^["'“”]+(.+?)["'“”]+$/u, '$1');
  if (!text || text.includes('\ufffd') || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  return email && sameAddressKey(text) === sameAddressKey(email) ? undefined : text;
}

/** Names made of the same characters, whatever their order and spacing: 超 马 and 马超. */
export function sameCharacters(one: string, other: string): boolean {
  const key = (text: string) =>
    [
      ...text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s.,·'-]/g, ''),
    ]
      .sort()
      .join('');
  return key(one) === key(other);
}
