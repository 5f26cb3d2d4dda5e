import { highlighter } from '../search/highlight.ts';

/** Something that can be done from the palette. */
export interface Command {
  readonly id: string;
  /** What it does, in the language of the interface. */
  readonly title: string;
  /** Other words for it, not shown. */
  readonly words?: readonly string[];
  /** The keys that do the same without the palette. */
  readonly keys?: string;
  readonly run: () => void;
}

type Range = readonly [number, number];
export interface FoundCommand<C extends Command = Command> {
  readonly command: C;
  readonly ranges: readonly Range[];
}

/**
 * The commands that what was typed may mean: by words of their titles, and in Chinese by pinyin and initials, as customers
 * are found. Those that begin with it come first; without a text all of them in their own order.
 */
export function findCommands<C extends Command>(commands: readonly C[], typed: string): FoundCommand<C>[] {
  if (typed.trim() === '') return commands.map((command) => ({ command, ranges: [] }));
  const { fits, ranges } = highlighter(typed);
  const found = commands.flatMap((command) => {
    if (fits('name', command.title)) {
      const at = ranges('name', command.title);
      return [{ command, ranges: at, rank: at[0]?.[0] ?? command.title.length }];
    }
    return command.words?.some((word) => fits('name', word)) ? [{ command, ranges: [], rank: 1000 }] : [];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ command, ranges: at }) => ({ command, ranges: at }));
}
