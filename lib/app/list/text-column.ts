import type { Mask } from '../filter/mask.ts';

/** So many people's texts make one long text; a change of one of them makes that one anew. */
const RUN = 2048;
/** So many answers are kept. */
const MOST_KEPT = 8;
/** Stands between two people's texts, and in none of them. */
const BETWEEN = '\u0002';

/** A text of everybody, laid out so that all of them are looked through as one. */
export interface TextColumn {
  /** Whether there is any. */
  has(place: number): boolean;
  /** Marks with 1 whoever has the part in their text. */
  find(part: string): Mask;
  /** Whether one has the part in theirs. */
  says(place: number, part: string): boolean;
  /** Somebody's text is another now. */
  touch(place: number): void;
  /** Lays out one run after the other. */
  warm(): Generator<void, void>;
}

interface Run {
  /** With what stands between. */
  readonly text: string;
  /** Where each one's begins; one more, for the end. */
  readonly starts: Uint32Array;
}

/** @param size how many places there are @param textOf somebody's text; empty for nobody's place */
export function createTextColumn(size: () => number, textOf: (place: number) => string): TextColumn {
  const runs: (Run | undefined)[] = [];
  // Where conditions are put together one of them is changed and the others are asked again.
  const lately = new Map<string, Mask>();

  function runAt(index: number): Run {
    const first = index * RUN;
    const count = Math.min(RUN, size() - first);
    const known = runs[index];
    if (known && known.starts.length === count + 1) return known;
    const texts: string[] = [];
    const starts = new Uint32Array(count + 1);
    for (let nth = 0; nth < count; nth += 1) {
      const text = textOf(first + nth);
      texts.push(text);
      starts[nth + 1] = (starts[nth] as number) + text.length + 1;
    }
    const run = { text: texts.join(BETWEEN) + BETWEEN, starts };
    runs[index] = run;
    return run;
  }

  const count = () => Math.ceil(size() / RUN);
  const end = ({ starts }: Run, place: number) => (starts[(place % RUN) + 1] as number) - 1;

  return {
    has(place) {
      const run = runAt(Math.floor(place / RUN));
      return end(run, place) > (run.starts[place % RUN] as number);
    },
    find(part) {
      const known = lately.get(part);
      if (known?.length === size()) return known.slice();
      const found = new Uint8Array(size());
      for (let index = 0; index < count(); index += 1) {
        const { text, starts } = runAt(index);
        let nth = 0;
        for (let at = text.indexOf(part); at >= 0; ) {
          while ((starts[nth + 1] as number) <= at) nth += 1;
          found[index * RUN + nth] = 1;
          at = text.indexOf(part, starts[nth + 1] as number);
        }
      }
      lately.set(part, found);
      const [oldest] = lately.keys();
      if (lately.size > MOST_KEPT && oldest !== undefined) lately.delete(oldest);
      return found.slice();
    },
    says(place, part) {
      const run = runAt(Math.floor(place / RUN));
      return run.text.slice(run.starts[place % RUN], end(run, place)).includes(part);
    },
    touch: (place) => {
      lately.clear();
      runs[Math.floor(place / RUN)] = undefined;
    },
    *warm() {
      for (let index = 0; index < count(); index += 1) {
        runAt(index);
        yield;
      }
    },
  };
}
