/** What a piece of searched text is. The order is the order of rank: a name before an address before a tag, notes last. */
export const FIELD_KINDS = [
  'name',
  'company',
  'email',
  'phone',
  'account',
  'tag',
  'custom',
  'order',
  'note',
  'other',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export interface SearchField {
  readonly kind: FieldKind;
  readonly text: string;
}

/** One customer as the search sees them: everything by which they may be found. */
export interface SearchDoc {
  /** The customer's id; one document an id. */
  readonly id: string;
  /** Any number that grows with recency, such as the epoch ms of the last contact. Of equal matches the larger is first. */
  readonly at: number;
  readonly fields: readonly SearchField[];
}

/** Fields are stored apart by how often a query needs their text. */
export const FAMILIES = ['card', 'order', 'note'] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(kind: FieldKind): Family {
  if (kind === 'order') return 'order';
  return kind === 'note' || kind === 'other' ? 'note' : 'card';
}

/** Gives chunks of an index by name, in the order asked for; undefined for one that is not there. */
export type LoadChunks = (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
