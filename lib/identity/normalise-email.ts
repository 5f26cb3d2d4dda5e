/** An address as lookups compare it. */
export interface EmailKey {
  /** Lower case, the domain in ASCII (punycode). */
  readonly key: string;
  /** The same mailbox without its `+tag`; equal to `key` where there is none. */
  readonly base: string;
}

// RFC 5321 section 4.5.3.1: 64 octets of local part; section 4.5.3.1.3 leaves 254 for the whole address.
const LOCAL_MAX_BYTES = 64;
const ADDRESS_MAX_BYTES = 254;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;
const LOCAL = /^[^\s()<>[\]:;,\\"@.][^\s()<>[\]:;,\\"@]*$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host name that is its own ASCII form already; one that may be an address of the network is left to the browser. */
const PLAIN_DOMAIN = /^(?!.*xn--)[a-z0-9.-]+\.[a-z][a-z0-9-]*$/;

const encoder = new TextEncoder();
const ASCII = /^[\0-\x7f]*$/;
const bytes = (text: string): number => (ASCII.test(text) ? text.length : encoder.encode(text).length);

/**
 * The key of an email address, or undefined for what is not one that mail could be sent to: no dot in the domain, an IP
 * address, two @, white space, quoted local parts, control or direction marks, more than 254 bytes.
 * Takes `mailto:` links and `Name <address>` too. The local part is lower-cased although RFC 5321 lets a server tell
 * cases apart: none in use does, and people type as they like.
 */
export function normaliseEmail(text: string): EmailKey | undefined {
  if (text.length > 2000) return undefined;
  const address = bareAddress(text.trim()).replace(/＠/g, '@').normalize('NFC');
  if (INVISIBLE.test(address) || bytes(address) > ADDRESS_MAX_BYTES) return undefined;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase();
  if (at < 1 || !LOCAL.test(local) || bytes(local) > LOCAL_MAX_BYTES) return undefined;
  const domain = normaliseDomain(address.slice(at + 1));
  if (domain === undefined || local.length + 1 + domain.length > ADDRESS_MAX_BYTES) return undefined;
  const plus = local.indexOf('+');
  const key = `${local}@${domain}`;
  return { key, base: plus > 0 ? `${local.slice(0, plus)}@${domain}` : key };
}

function asciiOf(domain: string): string | undefined {
  const plain = domain.toLowerCase();
  if (PLAIN_DOMAIN.test(plain)) return plain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return undefined;
  }
}

/**
 * A mail domain in ASCII lower case, or undefined when it is no public host name.
 * The conversion is the browser's own (UTS 46), so that it agrees with what the address bar would say.
 */
export function normaliseDomain(text: string): string | undefined {
  const domain = text
    .normalize('NFKC')
    .replace(/[。．｡]/g, '.')
    .replace(/\.$/, '');
  if (!DOMAIN.test(domain)) return undefined;
  const ascii = asciiOf(domain);
  if (ascii === undefined) return undefined;
  const labels = ascii.split('.');
  if (labels.length < 2 || ascii.length > 253 || !labels.every((label) => LABEL.test(label))) return undefined;
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? undefined : ascii;
}

function bareAddress(text: string): string {
  const angled = /<([^<>]*)>$/.exec(text)?.[1]?.trim() ?? text;
  if (!/^mailto:/i.test(angled)) return angled;
  const target = angled.slice('mailto:'.length).replace(/\?.*$/s, '');
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
