import { UUID_PLACES, uuidText } from '../../domain/uuid.ts';

/** The values of one field over the rows of a table, in the smallest of a few forms. `undefined` is "no such register". */
export type Column =
  /** Every row has the one value. */
  | { readonly form: 'same'; readonly value: unknown }
  /** Whole numbers or fractions; the absent ones are `NO_NUMBER`. */
  | { readonly form: 'numbers'; readonly values: Float64Array | Int32Array }
  /** 16 bytes a row; all zero is absent. */
  | { readonly form: 'uuids'; readonly bytes: Uint8Array }
  /** Few distinct values: row → place in `words`, which counts from 1; 0 is absent. */
  | { readonly form: 'words'; readonly words: readonly unknown[]; readonly places: Uint8Array }
  /** Texts end to end. An absent one is as long as nothing and listed in `absent`. */
  | { readonly form: 'texts'; readonly text: string; readonly ends: Packed; readonly absent?: Packed }
  /** Whatever else: JSON texts end to end; absent ones are empty. */
  | { readonly form: 'json'; readonly text: string; readonly ends: Packed };

export type Packed = Uint8Array | Uint16Array | Uint32Array;

const NO_INT = -0x8000_0000;
const MAX_WORDS = 200;

/** Whole numbers ≥ 0 in the narrowest array that holds them. */
export function pack(values: ArrayLike<number>): Packed {
  let max = 0;
  for (let index = 0; index < values.length; index += 1) max = Math.max(max, values[index] as number);
  if (max < 0x100) return Uint8Array.from(values);
  return max < 0x1_0000 ? Uint16Array.from(values) : Uint32Array.from(values);
}

/** Packs the values of one field, a value a row. */
export function encodeColumn(values: readonly unknown[]): Column {
  const [first] = values;
  let isSame = true;
  let isInt = true;
  let isNumber = true;
  let isText = true;
  let isUuid = true;
  for (const value of values) {
    if (value !== first) isSame = false;
    if (value === undefined) continue;
    if (typeof value === 'number') {
      isText = false;
      if (isInt && ((value | 0) !== value || Object.is(value, -0) || value === NO_INT)) isInt = false;
      if (Number.isNaN(value)) isNumber = false;
    } else {
      isNumber = false;
      if (typeof value !== 'string') isText = false;
      else if (isUuid && value.length !== 36) isUuid = false;
    }
  }
  if (isSame) return { form: 'same', value: first };
  if (isNumber) return encodeNumbers(values, isInt);
  const bytes = isText && isUuid ? encodeUuids(values) : undefined;
  if (bytes) return { form: 'uuids', bytes };
  return encodeWords(values) ?? (isText ? encodeTexts(values) : encodeJson(values));
}

function encodeNumbers(values: readonly unknown[], isInt: boolean): Column {
  const packed = isInt ? new Int32Array(values.length) : new Float64Array(values.length);
  const none = isInt ? NO_INT : Number.NaN;
  for (let row = 0; row < values.length; row += 1) packed[row] = (values[row] as number | undefined) ?? none;
  return { form: 'numbers', values: packed };
}

function encodeWords(values: readonly unknown[]): Column | undefined {
  // Equal objects are different words: only plain values are looked up.
  const places = new Map<unknown, number>();
  const limit = Math.min(MAX_WORDS, values.length >> 2);
  const packed = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null) return undefined;
    let place = places.get(value);
    if (place === undefined) {
      if (places.size >= limit) return undefined;
      place = places.size + 1;
      places.set(value, place);
    }
    packed[row] = place;
  }
  return { form: 'words', words: [...places.keys()], places: packed };
}

function encodeTexts(values: readonly unknown[]): Column {
  const ends = new Uint32Array(values.length);
  const absent: number[] = [];
  let end = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as string | undefined;
    if (value === undefined) absent.push(row);
    else end += value.length;
    ends[row] = end;
  }
  const text = values.join('');
  return { form: 'texts', text, ends: pack(ends), ...(absent.length > 0 ? { absent: pack(absent) } : {}) };
}

function encodeJson(values: readonly unknown[]): Column {
  const texts = values.map((value) => (value === undefined ? '' : JSON.stringify(value)));
  let end = 0;
  const ends = texts.map((text) => {
    end += text.length;
    return end;
  });
  return { form: 'json', text: texts.join(''), ends: pack(ends) };
}

/** The value of one row; `undefined` when it has none. */
export function valueAt(column: Column, row: number): unknown {
  switch (column.form) {
    case 'same':
      return column.value;
    case 'numbers': {
      const value = column.values[row] as number;
      return Number.isNaN(value) || (value === NO_INT && column.values instanceof Int32Array) ? undefined : value;
    }
    case 'uuids':
      return uuidAt(column.bytes, row);
    case 'words': {
      const place = column.places[row] as number;
      return place === 0 ? undefined : column.words[place - 1];
    }
    case 'texts': {
      if (column.absent && (column.absent as Uint8Array).indexOf(row) >= 0) return undefined;
      return slice(column, row);
    }
    case 'json': {
      const text = slice(column, row);
      return text === '' ? undefined : JSON.parse(text);
    }
  }
}

/** The numbers of the first rows of a column; NaN for whatever is none. Not to be written to. */
export function numbersOf(column: Column, count: number): ArrayLike<number> {
  if (column.form === 'numbers') {
    const { values } = column;
    return values instanceof Int32Array && values.includes(NO_INT)
      ? Float64Array.from(values, (value) => (value === NO_INT ? Number.NaN : value))
      : values;
  }
  const numbers = new Float64Array(count).fill(Number.NaN);
  if (column.form === 'same') return typeof column.value === 'number' ? numbers.fill(column.value) : numbers;
  for (let row = 0; row < count; row += 1) {
    const value = valueAt(column, row);
    if (typeof value === 'number') numbers[row] = value;
  }
  return numbers;
}

/** The values of the first rows of a column; of few words as those they are. */
export function valuesOf(column: Column, count: number): readonly unknown[] {
  if (column.form === 'same') return new Array<unknown>(count).fill(column.value);
  const values = new Array<unknown>(count);
  for (let row = 0; row < count; row += 1) values[row] = valueAt(column, row);
  return values;
}

const slice = ({ text, ends }: { text: string; ends: Packed }, row: number): string =>
  text.slice(row === 0 ? 0 : (ends[row - 1] as number), ends[row] as number);

/** By character code; above 15 for what is no digit as ids are written. */
const NIBBLE = new Uint8Array(128).fill(0xff);
for (let digit = 0; digit < 16; digit += 1) NIBBLE[digit.toString(16).charCodeAt(0)] = digit;
const DASHES = [8, 13, 18, 23];

/** Nothing when one of the texts is not a lower-case UUID. */
function encodeUuids(values: readonly unknown[]): Uint8Array | undefined {
  const bytes = new Uint8Array(values.length * 16);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as string | undefined;
    if (value === undefined) continue;
    for (const dash of DASHES) if (value.charCodeAt(dash) !== 0x2d) return undefined;
    const at = row * 16;
    for (let index = 0; index < 16; index += 1) {
      const place = UUID_PLACES[index] as number;
      const high = NIBBLE[value.charCodeAt(place)] ?? 0xff;
      const low = NIBBLE[value.charCodeAt(place + 1)] ?? 0xff;
      if (high > 15 || low > 15) return undefined;
      bytes[at + index] = (high << 4) | low;
    }
  }
  return bytes;
}

/** Nothing where all 16 bytes are zero. */
function uuidAt(bytes: Uint8Array, row: number): string | undefined {
  const from = row * 16;
  for (let at = from; at < from + 16; at += 1) if (bytes[at] !== 0) return uuidText(bytes, from);
  return undefined;
}
