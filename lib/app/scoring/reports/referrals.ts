import type { OpenFile } from '../open-file.ts';
import type { ScoredShop } from '../score-shop.ts';

/**
 * Of those who have bought, how many were sent by somebody: whose field for it says anything at all, or yes.
 * Nothing where no field says so of anybody: that is not known then, which is another thing than none.
 */
export function referralsOf(
  { raw, settings, fields }: Pick<OpenFile, 'raw' | 'settings' | 'fields'>,
  { rows }: Pick<ScoredShop, 'rows'>,
): { readonly count: number; readonly of: number } | undefined {
  const { referralField } = settings;
  if (referralField === undefined || !fields.some(({ id }) => id === referralField)) return undefined;
  let [count, known] = [0, 0];
  for (const place of rows) {
    const value = raw.people[place]?.custom()[referralField];
    if (value === undefined) continue;
    known += 1;
    const isSaid = value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);
    count += isSaid ? 1 : 0;
  }
  return known === 0 ? undefined : { count, of: rows.length };
}
