/** RFM group: first match of the rules, by quintiles 1..5. */
export const RFM_GROUPS = ['vip', 'loyal', 'promising', 'slipping', 'dormant', 'middle'] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** The group of three quintiles. */
export function groupOf(r: number, f: number, m: number): RfmGroup {
  if (r >= 4 && f >= 4 && m >= 4) return 'vip';
  if (r >= 3 && f >= 4) return 'loyal';
  if (r >= 4) return 'promising';
  if (r <= 2 && f >= 3) return 'slipping';
  return r <= 2 ? 'dormant' : 'middle';
}
