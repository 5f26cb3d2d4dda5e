/** The numbers at some places of a list, in that order: many times faster than `Float64Array.from` with a function. */
export function gathered(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const found = new Float64Array(places.length);
  for (let row = 0; row < found.length; row += 1) found[row] = values[places[row] as number] as number;
  return found;
}
