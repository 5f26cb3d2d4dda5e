/** Arrays that are used again. */
export interface Room<T> {
  /** One of zeroes. */
  take(): T;
  /** Nobody looks at it any more. */
  giveBack(array: T): void;
}

/** A query uses few at a time. */
const KEPT = 8;

/** Room for what a query works with: new arrays of a number a document for each letter typed keep the collector busy. */
export function createRoom<T extends Uint8Array | Uint16Array>(make: () => T): Room<T> {
  const free: T[] = [];
  return {
    take() {
      const known = free.pop();
      known?.fill(0);
      return known ?? make();
    },
    giveBack(array) {
      if (free.length < KEPT) free.push(array);
    },
  };
}
