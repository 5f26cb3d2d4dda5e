/** The synced tables. A change names one of these, a record's id and a field. */
export const TABLES = [
  'customers',
  'identities',
  'orders',
  'lines',
  'interactions',
  'notes',
  'fields',
  'rejections',
  'sites',
  'settings',
  'scoreRules',
] as const;
export type Table = (typeof TABLES)[number];
