import type { CustomerId } from '../domain/ids.ts';
import type { Badge } from '../domain/page-context.ts';
import type { Sighting } from '../domain/sighting.ts';
import type { AppDeps } from './deps.ts';
import { certainCustomer, recognise } from './recognise.ts';
import type { Scores } from './scores.ts';
import { readSettings } from './settings.ts';
import type { Summaries } from './summaries.ts';
import { ownerOf, type TabState } from './tabs.ts';

export interface RowBadges {
  /** The badge of each listed row whose person is certain, by row number; none when the user switched them off. */
  of(doc: string, state: TabState, sighting: Sighting): Promise<Record<number, Badge>>;
  /** The document is gone. */
  forget(doc: string): void;
  /** The data changed. */
  clear(): void;
}

export function createRowBadges(deps: AppDeps, summaries: Summaries, scores: Scores): RowBadges {
  /** A list that is told again unchanged needs no second look. */
  const known = new Map<string, { rows: string; badges: Record<number, Badge> }>();

  async function badgeFor(customerId: CustomerId): Promise<Badge> {
    const [receipt, all] = await Promise.all([scores.receipt(customerId), summaries.all()]);
    const notes = all.get(customerId)?.notes ?? 0;
    return { ...(receipt.type === 'scored' ? { tier: receipt.tier } : {}), hasNotes: notes > 0 };
  }

  async function workOut(state: TabState, sighting: Sighting): Promise<Record<number, Badge>> {
    const { badges } = await deps.store.read(readSettings);
    const rows: Record<number, Badge> = {};
    if (!badges) return rows;
    const place = { origin: state.origin, owner: ownerOf(state) };
    await Promise.all(
      sighting.rows.map(async ({ row, people }) => {
        const { people: found } = await recognise(
          deps,
          scores,
          { ...sighting, message: undefined, people, rows: [] },
          place,
        );
        const customerId = certainCustomer(found[0]);
        if (customerId) rows[row] = await badgeFor(customerId);
      }),
    );
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
