export interface Growing {
  push(value: number): void;
  length(): number;
  values(): Uint32Array;
}

/** Numbers as they come, packed. */
export function growing(): Growing {
  let held = new Uint32Array(4096);
  let count = 0;
  return {
    push(value) {
      if (count === held.length) {
        const longer = new Uint32Array(count * 2);
        longer.set(held);
        held = longer;
      }
      held[count] = value;
      count += 1;
    },
    length: () => count,
    values: () => held.subarray(0, count),
  };
}
