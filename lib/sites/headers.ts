/** The header fields of a message, in order, unfolded (RFC 5322 section 2.2.3); names in lower case. Ends at the empty line. */
export function parseHeaders(source: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of source.slice(0, 65_536).split(/\r\n|\n|\r/)) {
    if (line === '') break;
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last) last[1] += line;
      continue;
    }
    const colon = line.indexOf(':');
    // An mbox "From " line or a broken one is no field.
    if (colon > 0 && /^[!-9;-~]+$/.test(line.slice(0, colon))) {
      fields.push([line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]);
    }
  }
  return fields;
}

const WORD = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * Decodes the encoded words of a header value (RFC 2047). Bytes of neighbouring words of one charset are decoded
 * together: real mailers cut inside a character. An unknown charset leaves the word as it is.
 */
export function decodeWords(value: string): string {
  let text = '';
  let end = 0;
  let pending: { charset: string; bytes: number[]; raw: string } | undefined;
  const flush = () => {
    if (pending) text += decodeBytes(pending.charset, pending.bytes) ?? pending.raw;
    pending = undefined;
  };
  for (const found of value.matchAll(WORD)) {
    const [raw, charset = '', encoding = '', payload = ''] = found;
    const between = value.slice(end, found.index);
    if (end === 0 || between.trim() !== '') {
      flush();
      text += between;
    }
    const bytes = encoding.toLowerCase() === 'b' ? base64Bytes(payload) : quotedBytes(payload);
    if (!bytes) {
      flush();
      text += raw;
    } else if (pending && pending.charset === charset.toLowerCase()) {
      pending.bytes.push(...bytes);
      pending.raw += raw;
    } else {
      flush();
      pending = { charset: charset.toLowerCase(), bytes, raw };
    }
    end = found.index + raw.length;
  }
  flush();
  return text + value.slice(end);
}

function base64Bytes(payload: string): number[] | undefined {
  try {
    return Array.from(atob(payload.replace(/=+$/, '')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function quotedBytes(payload: string): number[] | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < payload.length; at++) {
    const sign = payload[at] ?? '';
    if (sign === '=') {
      const hex = payload.slice(at + 1, at + 3);
      if (!/^[0-9a-f]{2}$/i.test(hex)) return undefined;
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(sign === '_' ? 32 : sign.charCodeAt(0));
  }
  return bytes;
}

function decodeBytes(charset: string, bytes: readonly number[]): string | undefined {
  try {
    // Mail labelled gb2312 holds GBK, and GBK is a part of GB18030.
    return new TextDecoder(/^gb/.test(charset) ? 'gb18030' : charset).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

const DATE =
  /\d{1,2}\s+[a-z]{3}\s+\d{4}\s+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d|:60)?\s+(?:[+-]\d{4}|(?:UT|UTC|GMT|Z)\b)/i;

/** Epoch milliseconds of a Date field (RFC 5322 section 3.3); undefined without a zone or for what is no date. */
export function parseMailDate(value: string): number | undefined {
  // Of what this form lets through, Chromium and Firefox read all alike.
  const at = Date.parse(DATE.exec(value)?.[0].replace(/\s+/g, ' ') ?? '');
  return Number.isNaN(at) ? undefined : at;
}
