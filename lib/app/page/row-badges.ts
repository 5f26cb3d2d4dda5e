import type { CustomerId } from '../../domain/ids.ts';
import type { Badge } from '../../domain/page-context.ts';
import type { Sighting } from '../../domain/sighting.ts';
import type { Reader } from '../../storage/reader.ts';
import type { AppDeps } from '../deps.ts';
import type { Score } from '../scoring/scorer.ts';
import type { Scores } from '../scoring/scores.ts';
import { readSettings } from '../settings.ts';
import { certainCustomer, recognise } from './recognise.ts';
import { ownerOf, type TabState } from './tabs.ts';

export interface RowBadges {
  /** The badge of each listed row whose person is certain, by row number; none when the user switched them off. */
  of(doc: string, state: TabState, sighting: Sighting): Promise<Record<number, Badge>>;
  /** The document is gone. */
  forget(doc: string): void;
  /** The data changed. */
  clear(): void;
}

/** How many rows are looked up before whoever waits has a turn. */
const ROWS_AT_ONCE = 10;

/** @param quiet resolves when nothing more urgent is being worked out */
export function createRowBadges(deps: AppDeps, scores: Scores, quiet: () => Promise<void>): RowBadges {
  /** A list that is told again unchanged needs no second look. */
  const known = new Map<string, { rows: string; badges: Record<number, Badge> }>();

  async function badgeFor(reader: Reader, score: Score, customerId: CustomerId): Promise<Badge> {
    const person = await reader.whole(customerId);
    const { receipt } = score(person);
    return {
      ...(receipt.type === 'scored' ? { tier: receipt.tier } : {}),
      hasNotes: person.list('notes').length > 0,
    };
  }

  async function workOut(state: TabState, sighting: Sighting): Promise<Record<number, Badge>> {
    await quiet();
    const { badges } = await deps.store.read(readSettings);
    const rows: Record<number, Badge> = {};
    if (!badges) return rows;
    const score = await scores.scorer();
    const place = { origin: state.origin, owner: ownerOf(state) };
    for (let from = 0; from < sighting.rows.length; from += ROWS_AT_ONCE) {
      await quiet();
      await deps.store.read(async (reader) => {
        const some = sighting.rows.slice(from, from + ROWS_AT_ONCE).map(async ({ row, people }) => {
          const one = { ...sighting, message: undefined, people, rows: [] };
          const customerId = certainCustomer((await recognise(reader, score, one, place)).people[0]);
          if (customerId) rows[row] = await badgeFor(reader, score, customerId);
        });
        await Promise.all(some);
      });
    }
    return rows;
  }

  return {
    async of(doc, state, sighting) {
      const rows = JSON.stringify(sighting.rows);
      const before = known.get(doc);
      if (before?.rows === rows) return before.badges;
      const badges = await workOut(state, sighting);
      known.set(doc, { rows, badges });
      return badges;
    },
    forget: (doc) => void known.delete(doc),
    clear: () => known.clear(),
  };
}
