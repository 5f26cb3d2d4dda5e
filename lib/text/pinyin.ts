import { compoundSurname, readingsOf } from './han.ts';

/** One way to read a Chinese name. Syllables without tone, ü as v, one for each character. */
export interface NameReading {
  readonly surname: readonly string[];
  readonly given: readonly string[];
}

// More than these say the same thing again: the text around a search result decides, not the fifth reading.
const READINGS_MAX = 4;

/**
 * How a Chinese name is read, the likeliest first: the surname in its own reading (单 shan, 曾 zeng, 尉迟 yuchi), the rest
 * in the usual one, then what else its characters may be read as. A character of unknown reading is an empty syllable.
 * @param name Chinese characters only, simplified or traditional, surname first
 */
export function nameReadings(name: string): NameReading[] {
  const chars = [...name];
  const pair = chars.length > 1 ? compoundSurname(`${chars[0]}${chars[1]}`) : undefined;
  const options = chars.map((char, at): readonly string[] => {
    const own = pair?.[at];
    if (own !== undefined) return [own];
    const { usual, surname } = readingsOf(char);
    const ordered = at === 0 && surname !== undefined ? [surname, ...usual] : usual;
    return [...new Set(ordered.flatMap(spellings))];
  });
  if (options.every(({ length }) => length === 0)) return [];
  const likeliest = options.map(([first]) => first ?? '');
  const readings = [likeliest];
  options.forEach((syllables, at) => {
    for (const syllable of syllables.slice(1)) readings.push(likeliest.with(at, syllable));
  });
  const surnames = pair ? 2 : 1;
  return readings
    .slice(0, READINGS_MAX)
    .map((syllables) => ({ surname: syllables.slice(0, surnames), given: syllables.slice(surnames) }));
}

// 吕 is typed lv, and stands as Lu or Lyu in passports.
const spellings = (syllable: string): readonly string[] =>
  /^[ln]v$/.test(syllable) ? [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [syllable];
