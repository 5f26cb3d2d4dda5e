// ITU-T E.164 assigned country codes: one digit for zones 1 and 7, two for these, three for all others.
const TWO_DIGITS = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/**
 * The digits of an E.164 number without its country code and leading zeros (Italian fixed lines keep one).
 * @param e164 `+` and digits
 */
export function nationalDigits(e164: string): string {
  const digits = e164.slice(1);
  const first = digits[0];
  const length = first === '1' || first === '7' ? 1 : TWO_DIGITS.has(digits.slice(0, 2)) ? 2 : 3;
  return digits.slice(length).replace(/^0+/, '');
}
