const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as the language writes it: "1.2 MB". */
export function sizeText(bytes: number, language: string): string {
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < UNITS.length - 1) {
    value /= 1000;
    at += 1;
  }
  const maximumFractionDigits = value < 10 && at > 0 ? 1 : 0;
  const unit = UNITS[at] ?? 'byte';
  // Bytes are a word that bends with its number, the others are signs.
  const unitDisplay = at === 0 ? 'long' : 'short';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}
