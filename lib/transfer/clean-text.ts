// What a spreadsheet would run as a formula; the full-width forms too, which some programs fold before they look.
const RISKY = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const QUOTED_RISKY = /^'+[\s\u200b\ufeff]*[=+\-@＝＋－＠\d]|^'+[\t\r\n]/;
const EDGES =
  /^[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$/g;
const FORMULA_TEXT = /^="((?:[^"]|"")*)"$/;

/**
 * Text that no spreadsheet takes for a formula: an apostrophe before what could be one, the way Excel itself marks text.
 * `cleanText` takes it off again, also from text that began with an apostrophe of its own.
 * (OWASP, "CSV Injection".)
 */
export function neutralise(text: string): string {
  const first = text.charCodeAt(0);
  // Letters, ideographs and digits begin no formula: nearly every cell.
  if ((first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a))
    return text;
  return isRisky(text) || QUOTED_RISKY.test(text) ? `'${text}` : text;
}

/** Whether a spreadsheet could take the text for a formula. */
export const isRisky = (text: string): boolean => RISKY.test(text);

/**
 * A cell as it was meant: without blanks and invisible marks at the ends, without the `="…"`, tab or apostrophe that
 * platforms put before long numbers to keep Excel from rounding them.
 */
export function cleanText(cell: string): string {
  // The plain case, without a regular expression: begins and ends in something visible that hides nothing.
  if (isPlainStart(cell.charCodeAt(0)) && isPlainEnd(cell.charCodeAt(cell.length - 1))) return cell;
  if (cell === '') return cell;
  let text = cell.replace(EDGES, '');
  if (text.charCodeAt(0) === 0x27 && QUOTED_RISKY.test(text)) text = text.slice(1).replace(EDGES, '');
  else if (text.charCodeAt(0) === 0x3d) {
    const inner = FORMULA_TEXT.exec(text)?.[1];
    if (inner !== undefined) text = inner.replaceAll('""', '"').replace(EDGES, '');
  }
  return text;
}

const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;
const isPlainStart = (code: number) => (code > 0x20 && code < 0x7f && code !== 0x27 && code !== 0x3d) || isHan(code);
const isPlainEnd = (code: number) => (code > 0x20 && code < 0x7f) || isHan(code);

/** Excel's own marks for a value it could not compute. */
export const isFormulaError = (text: string): boolean =>
  text.charCodeAt(0) === 0x23 && /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/.test(text);

const NOTHING =
  /^(?:-+|—+|–+|\/|\\N|n\/a|null|none|undefined|无|無|暂无|暫無|未填|\(null\)|\(空\)|（空）|0\/0\/0{1,4}|0000-00-00)$/i;
const MAY_BE_NOTHING = new Set([...'-—–/\\nNuU无無暂暫未(（0'].map((char) => char.charCodeAt(0)));

/** Signs that people and programs write for "nothing". */
export const isBlank = (text: string): boolean =>
  text === '' || (text.length < 11 && MAY_BE_NOTHING.has(text.charCodeAt(0)) && NOTHING.test(text));

/** A long number that a spreadsheet has rounded to `1.23E+17`: its digits are lost. */
export const isDamagedNumber = (text: string): boolean =>
  text.length <= 26 && text.indexOf('+') > 1 && /^[-+]?\d(?:[.,]\d{1,15})?E\+\d{2,3}$/i.test(text);

/** A number of 17 digits and more that ends in zeros from the 16th on, as Excel leaves it: perhaps rounded. */
export const isSuspectNumber = (text: string): boolean => text.length >= 17 && /^[1-9]\d{14}0{2,6}$/.test(text);

/** What decoding leaves of bytes that are no text in the file's encoding. */
export const isDamagedText = (text: string): boolean => text.includes('\ufffd');
