/** 97.5 % point of the normal distribution. */
const Z95 = 1.959963984540054;

/** A share with what it is a share of, and where it lies with 95 %. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** `count` of `of` with Wilson's 95 % interval (Newcombe 1998, method 3); from 0 to 1 when `of` is 0. */
export function shareOf(count: number, of: number): Share {
  if (of <= 0) return { count, of, low: 0, high: 1 };
  const z2 = Z95 * Z95;
  const middle = (count + z2 / 2) / (of + z2);
  const half = (Z95 * Math.sqrt((count * (of - count)) / of + z2 / 4)) / (of + z2);
  return { count, of, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
