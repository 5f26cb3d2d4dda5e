import type { CustomerId } from '../domain/ids.ts';
import type { Badge } from '../domain/page-context.ts';
import type { Sighting } from '../domain/sighting.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import type { Reader } from '../storage/reader.ts';
import type { AppDeps } from './deps.ts';
import { certainCustomer, recognise } from './recognise.ts';
import type { Score, Scores } from './scores.ts';
import { readSettings } from './settings.ts';
import { ownerOf, type TabState } from './tabs.ts';

export interface RowBadges {
  /** The badge of each listed row whose person is certain, by row number; none when the user switched them off. */
  of(doc: string, state: TabState, sighting: Sighting): Promise<Record<number, Badge>>;
  /** The document is gone. */
  forget(doc: string): void;
  /** The data changed. */
  clear(): void;
}

export function createRowBadges(deps: AppDeps, scores: Scores): RowBadges {
  /** A list that is told again unchanged needs no second look. */
  const known = new Map<string, { rows: string; badges: Record<number, Badge> }>();

  async function badgeFor(reader: Reader, score: Score, customerId: CustomerId): Promise<Badge> {
    const person = await reader.whole(customerId);
    const receipt = score(statsOf(person.list('orders')));
    return {
      ...(receipt.type === 'scored' ? { tier: receipt.tier } : {}),
      hasNotes: person.list('notes').length > 0,
    };
  }

  async function workOut(state: TabState, sighting: Sighting): Promise<Record<number, Badge>> {
    const score = await scores.scorer();
    return deps.store.read(async (reader) => {
      const { badges } = await readSettings(reader);
      const rows: Record<number, Badge> = {};
      if (!badges) return rows;
      const place = { origin: state.origin, owner: ownerOf(state) };
      await Promise.all(
        sighting.rows.map(async ({ row, people }) => {
          const one = { ...sighting, message: undefined, people, rows: [] };
          const customerId = certainCustomer((await recognise(reader, score, one, place)).people[0]);
          if (customerId) rows[row] = await badgeFor(reader, score, customerId);
        }),
      );
      return rows;
    });
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
