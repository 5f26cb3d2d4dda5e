import type { IdentityKind } from '../domain/identity.ts';
import type { CustomerId } from '../domain/ids.ts';
import { ok } from '../domain/result.ts';
import { normaliseMaskedPhone } from '../identity/masked-phone.ts';
import { normaliseNick } from '../identity/nick.ts';
import { normaliseEmail } from '../identity/normalise-email.ts';
import { normalisePhone } from '../identity/normalise-phone.ts';
import { normaliseOrderNumber } from '../identity/order-number.ts';
import { relayOf } from '../identity/relay.ts';
import type { Edit } from '../storage/action.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, badRequest, done, type HandlersOf } from './deps.ts';
import { readSettings } from './settings.ts';

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
export async function identityEdits(
  reader: Reader,
  deps: AppDeps,
  customerId: CustomerId,
  kind: IdentityKind,
  value: string,
  region?: string,
): Promise<Edit[]> {
  const key = identityKey(kind, value, region);
  if (!key) return [];
  const held = (await reader.person(customerId)).list('identities');
  if (held.some((identity) => identity.kind === kind && identity.key === key)) return [];
  return newIdentity(deps, customerId, kind, key, value);
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
            edits: valid ? await identityEdits(reader, deps, customerId, kind, value, region) : [],
            reply: Boolean(valid),
          };
        },
      );
      return added ? done({ actionId }) : badRequest;
    },
    async 'identities.remove'({ actionId, identityId }) {
      await deps.store.commit(
        { id: actionId, name: 'identities.remove', source: { type: 'user' } },
        async (reader) => ({
          edits: (await reader.get('identities', identityId))
            ? [{ kind: 'set', table: 'identities', id: identityId, field: 'deleted', value: true }]
            : [],
          reply: true,
        }),
      );
      return ok({ actionId });
    },
  };
}
