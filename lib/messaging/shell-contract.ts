import * as z from 'zod/mini';
import type { Badge } from '../domain/page-context.ts';
import { Sighting } from '../domain/sighting.ts';

/** Where the panel lies on the pages of one site; remembered for that site. */
export const Place = z.object({
  open: z.boolean(),
  side: z.enum(['left', 'right']),
  width: z.int().check(z.minimum(280), z.maximum(720)),
});
export type Place = z.infer<typeof Place>;

const Said = z.discriminatedUnion('type', [
  /** A document began; answered with `setup`. */
  z.object({ type: z.literal('start') }),
  /** The document stopped showing what it showed. `veil` counts how often it has covered its panel for that. */
  z.object({ type: z.literal('left'), veil: z.int() }),
  /** What a read gave; null when no view of the recipe fits. `rev` counts the reads of this document. */
  z.object({ type: z.literal('seen'), sighting: z.nullable(Sighting), final: z.boolean(), rev: z.int() }),
  z.object({ type: z.literal('gone') }),
  /** There may be something to show: asks for the overlay, and for the recipe that reads this page. */
  z.object({ type: z.literal('need'), recipe: z.optional(z.string().check(z.maxLength(60))) }),
  /** May we still be here? Answered with `leave`, or not at all. */
  z.object({ type: z.literal('check') }),
  /** Asks for a one-time token for a panel in this document. */
  z.object({ type: z.literal('token') }),
  z.object({ type: z.literal('place'), place: Place }),
]);
export type Said = z.infer<typeof Said>;

/**
 * All that a document of another origin may say to the background. Nothing in it is believed but as a claim about that
 * document. `doc` tells it from the document that was in the same frame before: their messages may cross.
 */
export const FromShell = z.object({ doc: z.string().check(z.minLength(8), z.maxLength(64)), said: Said });
export type FromShell = z.infer<typeof FromShell>;

/** The few words the shell itself shows, in the user's language. */
export interface ShellWords {
  readonly panel: string;
  readonly open: string;
  readonly collapse: string;
  readonly resize: string;
  readonly tier: { readonly [T in 'A' | 'B' | 'C' | 'D']: string };
  readonly hasNotes: string;
  readonly onFile: string;
}

/** What a shell is told first. */
export type Setup = Extract<ToShell, { type: 'setup' }>;

/** What the background tells a shell. No name, note, address or amount is ever among it. */
export type ToShell =
  | {
      readonly type: 'setup';
      /** Of each recipe that may fit this origin: where it applies, as data. */
      readonly signs: readonly unknown[];
      readonly place: Place;
      readonly words: ShellWords;
      readonly theme: 'system' | 'light' | 'dark';
      readonly lang: string;
    }
  /** The recipe that was asked for, as data. */
  | { readonly type: 'recipe'; readonly recipe: unknown }
  | { readonly type: 'token'; readonly token: string }
  /** The panel has been let in and may be seen. */
  | { readonly type: 'admitted' }
  /** The panel has painted what the page shows now, this being the newest thing the page said. */
  | { readonly type: 'shown'; readonly veil: number }
  /** The top document has begun after this one: what this one said is to be said again. */
  | { readonly type: 'again' }
  | { readonly type: 'tab'; readonly badge: Badge | null }
  /** For the rows of the read `rev` and no other. */
  | { readonly type: 'rows'; readonly badges: Readonly<Record<number, Badge>>; readonly rev: number }
  | { readonly type: 'toggle' }
  /** Some grant has gone: every shell asks whether it was its own. */
  | { readonly type: 'check' }
  /** The grant is gone: leave the page as it was. */
  | { readonly type: 'leave' };
