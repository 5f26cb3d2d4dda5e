/** Hands over what comes in lots to somebody who takes it one by one. */
export interface Feed<T> {
  /** Resolves when all of it has been taken. */
  put(lot: readonly T[]): Promise<void>;
  end(): void;
  readonly items: AsyncIterable<T>;
}

export function createFeed<T>(): Feed<T> {
  let waiting: { readonly lot: readonly T[]; readonly taken: () => void } | undefined;
  let hasEnded = false;
  let wake = () => {};

  async function* items(): AsyncGenerator<T, void> {
    for (;;) {
      while (!waiting && !hasEnded) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (!waiting) return;
      const { lot, taken } = waiting;
      yield* lot;
      waiting = undefined;
      taken();
    }
  }

  return {
    put: (lot) =>
      new Promise((taken) => {
        waiting = { lot, taken };
        wake();
      }),
    end() {
      hasEnded = true;
      wake();
    },
    items: items(),
  };
}
