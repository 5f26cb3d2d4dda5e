import * as z from 'zod/mini';
import { SavedFilter } from '../../domain/filter.ts';
import type { Reader } from '../../storage/reader.ts';

/** Tells the shop's saved filters from its other settings, which stand in the same table. */
export const FILTER_KIND = 'filter';

/** The filters kept under a name, by name. */
export async function readSavedFilters(reader: Reader): Promise<SavedFilter[]> {
  const found = (await reader.allOfShop('settings')).flatMap((record) => {
    const saved = (record as { kind?: unknown }).kind === FILTER_KIND ? z.safeParse(SavedFilter, record) : undefined;
    return saved?.success ? [saved.data] : [];
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
