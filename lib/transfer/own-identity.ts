const KINDS = ['account', 'nick', 'order-number'] as const;

/** What points to a customer and is no email and no phone, as our own exports write it. */
export interface OwnIdentity {
  readonly kind: (typeof KINDS)[number];
  /** As lookups compare it: `platform:shop:id`, or what somebody typed. */
  readonly key: string;
}

// The platform is a recipe's id; the shop is a word or the address of its console, whose colons are not escaped.
const ACCOUNT = /^[a-z][a-z0-9-]*:(?:https?:\/\/[^\s:/]+(?::\d+)?|[^\s:/]+):[^:]+$/;
const MAX_CHARS = 500;

/** The identity for a cell or a line of a contact card: its key, and what it is where that does not show. */
export const ownIdentityText = ({ kind, key }: OwnIdentity): string =>
  kind === 'account' && ACCOUNT.test(key) && !KINDS.some((one) => key.startsWith(`${one}:`)) ? key : `${kind}:${key}`;

/** Reads what `ownIdentityText` wrote; undefined for what another program calls an account. */
export function readOwnIdentity(text: string): OwnIdentity | undefined {
  const kind = KINDS.find((one) => text.startsWith(`${one}:`));
  const key = kind ? text.slice(kind.length + 1) : text;
  if (key === '' || key.length > MAX_CHARS) return undefined;
  return kind || ACCOUNT.test(key) ? { kind: kind ?? 'account', key } : undefined;
}

/** Identities for one cell, a line each: their keys may hold any other sign. */
export const ownIdentitiesText = (identities: readonly OwnIdentity[]): string =>
  identities.map(ownIdentityText).join('\n');

/** The identities of a cell, if all of it is our own writing: what another program lists may hold the same signs. */
export function readOwnIdentities(text: string): readonly OwnIdentity[] | undefined {
  const found = text.split('\n').map(readOwnIdentity);
  return found.every((one) => one !== undefined) ? found : undefined;
}
