import { keepBoth, type Mask } from '../filter/mask.ts';

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
  /** Marks with 1 whoever has the part in their text; of those alone who are marked already, where that is given. */
  find(part: string, among?: Mask): Mask;
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

function findAll({ text, starts }: Run, part: string, found: Mask, first: number): void {
  let nth = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, starts[nth + 1] as number)) {
    while ((starts[nth + 1] as number) <= at) nth += 1;
    found[first + nth] = 1;
  }
}

function findAmong({ text, starts }: Run, part: string, found: Mask, among: Mask, first: number): void {
  // Where it stands next; whoever begins before that and ends before it does not have it.
  let at = -1;
  for (let nth = 0; nth < starts.length - 1; nth += 1) {
    if (among[first + nth] === 0) continue;
    const start = starts[nth] as number;
    if (at < start) at = text.indexOf(part, start);
    if (at < 0) return;
    if (at < (starts[nth + 1] as number)) found[first + nth] = 1;
  }
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

  return {
    has(place) {
      const { starts } = runAt(Math.floor(place / RUN));
      return (starts[(place % RUN) + 1] as number) - 1 > (starts[place % RUN] as number);
    },
    find(part, among) {
      const known = lately.get(part);
      if (known?.length === size()) return among ? keepBoth(known.slice(), among) : known.slice();
      const found = new Uint8Array(size());
      for (let index = 0; index < count(); index += 1) {
        const run = runAt(index);
        if (among) findAmong(run, part, found, among, index * RUN);
        else findAll(run, part, found, index * RUN);
      }
      if (among) return found;
      lately.set(part, found);
      const [oldest] = lately.keys();
      if (lately.size > MOST_KEPT && oldest !== undefined) lately.delete(oldest);
      return found.slice();
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
