import type { Sighting } from '../../lib/domain/sighting.ts';
import type { Said, Setup, ToShell } from '../../lib/messaging/shell-contract.ts';
import type { PageSource } from '../../lib/sites/fits.ts';
import type { Tab } from './tab.ts';

/** What a running shell offers to the overlay that is brought into its document. */
export interface Shell {
  /** Ends with the shell. */
  readonly signal: AbortSignal;
  /** The design's values by name. */
  readonly tokens: Readonly<Record<string, string>>;
  page(): PageSource;
  send(message: Said): void;
  /** Tells the background what a read gave, and again whenever it has to begin anew. */
  say(sighting: Sighting | null, final: boolean, rev: number): void;
  /** What was said last is no longer so. */
  unsay(): void;
  /** The overlay is there, and is told from now on; nothing happens when there is one already. `tab` in top documents. */
  join(make: (setup: Setup, tab: Tab | undefined) => Overlay): void;
}

export interface Overlay {
  receive(message: ToShell): void;
}

/** Where a running shell leaves word that it is there: in the extension's own world, which no page script sees. */
export const world = globalThis as { regularsShell?: Shell | undefined };
