const ORDER_MAX_CHARS = 60;

/**
 * An order number as lookups compare it, or undefined for what is none: no digit, or longer than 60 characters.
 * Capitals, narrow letters, plain hyphens; without the sign people put before it and the spaces around it.
 */
export function normaliseOrderNumber(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[‐-―−]/g, '-')
    .trim()
    .replace(/^(?:#|№|no\.?\s*(?=\d))\s*/iu, '')
    .toUpperCase();
  if (plain.length > ORDER_MAX_CHARS || !/\d/.test(plain) || !/^[\p{L}\p{N}][\p{L}\p{N}\-_/. ]*$/u.test(plain)) {
    return undefined;
  }
  return plain;
}
