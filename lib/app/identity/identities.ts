import type { Identity, IdentityKind } from '../../domain/identity.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import type { SeenPerson } from '../../domain/sighting.ts';
import { accountKey } from '../../identity/account-key.ts';
import { normaliseMaskedPhone } from '../../identity/masked-phone.ts';
import { nickKey, normaliseNick } from '../../identity/nick.ts';
import { normaliseEmail } from '../../identity/normalise-email.ts';
import { normalisePhone } from '../../identity/normalise-phone.ts';
import { normaliseOrderNumber } from '../../identity/order-number.ts';
import { relayOf } from '../../identity/relay.ts';
import type { Edit } from '../../storage/action.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from '../deps.ts';
import { keysOf } from '../keys.ts';
import { readSettings } from '../settings.ts';

/** The value as lookups compare it; absent when it is not of its kind. */
export function identityKey(kind: IdentityKind, value: string, region?: string): string | undefined {
  switch (kind) {
    case 'email':
      return normaliseEmail(value)?.key;
    case 'phone':
      return normalisePhone(value, region)?.key;
    case 'relay': {
      const email = normaliseEmail(value);
      return email && (relayOf(email.key)?.base ?? email.key);
    }
    case 'masked-phone':
      return normaliseMaskedPhone(value)?.key;
    case 'nick':
      return normaliseNick(value);
    case 'order-number':
      return normaliseOrderNumber(value);
    case 'account':
      return value.trim() || undefined;
  }
}

/** The edits that give a customer an identity; none when they have it already. */
async function identityEdits(
  reader: Reader,
  deps: AppDeps,
  customerId: CustomerId,
  kind: IdentityKind,
  value: string,
  region?: string,
): Promise<Edit[]> {
  const key = identityKey(kind, value, region);
  if (!key) return [];
  const held = (await reader.whole(customerId)).list('identities');
  if (held.some((identity) => identity.kind === kind && identity.key === key)) return [];
  return newIdentity(deps, customerId, kind, key, value);
}

/** Where a person was seen, as far as it says what their identities are. */
export interface SeenAt {
  readonly recipe: string;
  readonly origin: string;
  /** ISO 3166, for phones without a country code. */
  readonly region: string | undefined;
}

/** What a page says of a person that points to them, each as an identity would hold it. */
export function identitiesSeen(
  seen: Pick<SeenPerson, 'email' | 'phone' | 'account' | 'nick'>,
  { recipe, origin, region }: SeenAt,
): { kind: IdentityKind; key: string; display: string }[] {
  const email = seen.email && normaliseEmail(seen.email.value);
  const relay = email && relayOf(email.key);
  const phone = seen.phone && normalisePhone(seen.phone.value, region);
  const masked = seen.phone && !phone ? normaliseMaskedPhone(seen.phone.value) : undefined;
  const account = seen.account && accountKey(recipe, origin, seen.account.value);
  const nick = seen.nick && nickKey(recipe, origin, seen.nick.value);
  const found: [IdentityKind, string | undefined, string | undefined][] = [
    relay ? ['relay', relay.base, seen.email?.value] : ['email', email?.key, seen.email?.value],
    ['phone', phone?.key, seen.phone?.value],
    ['masked-phone', masked?.key, seen.phone?.value],
    ['account', account, account],
    ['nick', nick, seen.nick?.value],
  ];
  return found.flatMap(([kind, key, display]) => (key && display ? [{ kind, key, display }] : []));
}

/** A person's identities, the first seen first; what several of their records have is one. */
export function contactsOf(person: Person): Identity[] {
  const own = new Map(person.list('identities').map((identity) => [`${identity.kind}:${identity.key}`, identity]));
  return [...own.values()].sort((a, b) => a.firstSeenAt - b.firstSeenAt);
}

/** Whose record what is new of a customer belongs to. */
export const standsFor = async (reader: Reader, customerId: CustomerId): Promise<CustomerId> =>
  (await reader.whole(customerId)).id as CustomerId;

/** Everybody's identities of the same kind and value, its own among them. */
async function holdersOf(reader: Reader, { id, kind, key }: Identity): Promise<Identity[]> {
  const [lookup] = keysOf('identities', { kind, key });
  const found = lookup === undefined ? [] : await reader.find('identities', lookup);
  return found.filter((other) => other.id === id || (other.kind === kind && other.key === key));
}

/** The edits of a new identity row. */
export function newIdentity(
  deps: AppDeps,
  customerId: CustomerId,
  kind: IdentityKind,
  key: string,
  display: string,
): Edit[] {
  const id = deps.newId();
  const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'identities', id, field, value });
  return [
    set('customerId', customerId),
    set('kind', kind),
    set('key', key),
    set('display', display.trim()),
    set('firstSeenAt', deps.now()),
  ];
}

export function identityHandlers(deps: AppDeps): HandlersOf<'identities'> {
  return {
    async 'identities.add'({ actionId, customerId, kind, value }) {
      const added = await deps.store.commit(
        { id: actionId, name: 'identities.add', source: { type: 'user' } },
        async (reader) => {
          const { region } = await readSettings(reader);
          const valid = identityKey(kind, value, region) !== undefined && (await reader.get('customers', customerId));
          return {
            edits: valid
              ? await identityEdits(reader, deps, await standsFor(reader, customerId), kind, value, region)
              : [],
            reply: Boolean(valid),
          };
        },
      );
      return added ? done({ actionId }) : badRequest;
    },
    async 'identities.share'({ actionId, identityId, shared }) {
      const found = await deps.store.commit(
        { id: actionId, name: 'identities.share', source: { type: 'user' } },
        async (reader) => {
          const one = await reader.get('identities', identityId);
          const all = one ? await holdersOf(reader, one) : [];
          const edits = all.map(
            ({ id }): Edit => ({ kind: 'set', table: 'identities', id, field: 'shared', value: shared ? true : null }),
          );
          return { edits, reply: one !== undefined };
        },
      );
      return found ? done({ actionId }) : notFound;
    },
    async 'identities.remove'({ actionId, identityId }) {
      await deps.store.commit({ id: actionId, name: 'identities.remove', source: { type: 'user' } }, async (reader) => {
        const one = await reader.get('identities', identityId);
        // Every record of the person that has it: shown as one, it goes as one.
        const held = one ? (await reader.whole(one.customerId)).list('identities') : [];
        const same = held.filter(({ id, kind, key }) => id === one?.id || (kind === one?.kind && key === one.key));
        const edits = same.map(
          ({ id }): Edit => ({ kind: 'set', table: 'identities', id, field: 'deleted', value: true }),
        );
        return { edits, reply: true };
      });
      return ok({ actionId });
    },
  };
}
