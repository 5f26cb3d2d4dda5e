const HAN = /\p{Script=Han}/u;
const ALL_CJK = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー·・\s]+$/u;
const FAMILY = /(?:last|family|sur)\s*_?-?name|surname|姓氏?(?!名)|^apellidos?|nachname|nom de famille/i;

/** Given names first, in the order of the columns: where a family name stands is told by its header. */
export function nameOrder(columns: readonly number[], headers: readonly string[]): readonly number[] {
  const isFamily = (at: number) => FAMILY.test(headers[at] ?? '');
  return [...columns.filter((at) => !isFamily(at)), ...columns.filter(isFamily)];
}

/** A whole name of its parts, given names first: East Asian names are written family first and without a space. */
export function joinName(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  const family = said.at(-1);
  if (said.length < 2 || family === undefined) return family ?? '';
  if (!said.every((part) => ALL_CJK.test(part))) return said.join(' ');
  return family + said.slice(0, -1).join('');
}

/** An address of its parts as they come. A part that the next one repeats is written once. */
export function joinAddress(parts: readonly string[]): string {
  const said = parts.filter(
    (part, at) => part !== '' && !parts.slice(at + 1).some((later) => HAN.test(part) && later.includes(part)),
  );
  if (said.length === 0) return '';
  const isHan = said.filter((part) => HAN.test(part)).length * 2 > said.length;
  return isHan ? said.join('') : said.join(', ');
}

/** The entries of a cell that lists several. */
export function splitList(text: string): string[] {
  if (!/[,;，；、|\n]|:::/.test(text)) return [text];
  return text
    .split(/\s*(?::::|[,;，；、|\n])\s*/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
