import { compoundSurname, readingsOf } from './han.ts';

/** One way to read a Chinese name. Syllables without tone, ü as v, one for each character. */
export interface NameReading {
  readonly surname: readonly string[];
  readonly given: readonly string[];
}

/** Takes a way to read a name: a syllable for each character, so many of them the surname. The array is used again. */
export type OnReading = (syllables: readonly string[], surnames: number) => void;

// More than these say the same thing again: the text around a search result decides, not the fifth reading.
const READINGS_MAX = 4;

/**
 * How a Chinese name is read, the likeliest first: the surname in its own reading (单 shan, 曾 zeng, 尉迟 yuchi), the rest
 * in the usual one, then what else its characters may be read as. A character of unknown reading is an empty syllable.
 * @param name Chinese characters only, simplified or traditional, surname first
 */
export function nameReadings(name: string): NameReading[] {
  const readings: NameReading[] = [];
  eachReading(
    Array.from({ length: name.length }, (_, at) => name.charCodeAt(at)),
    name.length,
    (syllables, surnames) => readings.push({ surname: syllables.slice(0, surnames), given: syllables.slice(surnames) }),
  );
  return readings;
}

const NONE: readonly string[] = [];

/** The same for a name in code units. @param length of the name */
export function eachReading(units: ArrayLike<number>, length: number, onReading: OnReading): void {
  const options = new Array<readonly string[]>(length).fill(NONE);
  const likeliest = new Array<string>(length).fill('');
  let count = 0;
  const pair = length > 1 ? compoundSurname(units[0] as number, units[1] as number) : undefined;
  let isKnown = false;
  for (let at = 0; at < length; at++) {
    const unit = units[at] as number;
    const own = pair?.[at];
    const spellings = own === undefined ? spellingsOf(unit, at === 0) : [own];
    // Both halves of a character beyond the first 65,536 are one character, of unknown reading.
    if (isHighHalf(unit) && at + 1 < length && isLowHalf(units[at + 1] as number)) at += 1;
    isKnown ||= spellings.length > 0;
    options[count] = spellings;
    likeliest[count++] = spellings[0] ?? '';
  }
  if (!isKnown) return;
  likeliest.length = count;
  const surnames = pair ? 2 : 1;
  onReading(likeliest, surnames);
  let left = READINGS_MAX - 1;
  for (let at = 0; at < count; at++) {
    const spellings = options[at] as readonly string[];
    for (let nth = 1; nth < spellings.length; nth++, left--) {
      if (left === 0) return;
      likeliest[at] = spellings[nth] as string;
      onReading(likeliest, surnames);
    }
    likeliest[at] = spellings[0] ?? '';
  }
}

const isHighHalf = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLowHalf = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

// By code unit: of a character that leads a name, and of any other.
const leading = new Map<number, readonly string[]>();
const following = new Map<number, readonly string[]>();

function spellingsOf(unit: number, isFirst: boolean): readonly string[] {
  const known = isFirst ? leading : following;
  let spellings = known.get(unit);
  if (!spellings) {
    const { usual, surname } = readingsOf(String.fromCharCode(unit));
    const ordered = isFirst && surname !== undefined ? [surname, ...usual] : usual;
    spellings = [...new Set(ordered.flatMap(variants))];
    known.set(unit, spellings);
  }
  return spellings;
}

// 吕 is typed lv, and stands as Lu or Lyu in passports.
const variants = (syllable: string): readonly string[] =>
  /^[ln]v$/.test(syllable) ? [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [syllable];
