import type { CustomerId } from '../../domain/ids.ts';
import type { MatchKind } from '../../domain/import-target.ts';
import { nameKeys } from '../../identity/name-keys.ts';
import { phoneTail } from '../../identity/normalise-phone.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { accountLookup, emailKey, nameLookup, tailKey } from '../keys.ts';
import { matchKind } from './draft.ts';
import type { CustomerDraft } from './told.ts';

/** Everybody on file whom a draft may mean, by what it is matched by. */
export async function whoIsMeant(
  reader: Reader,
  drafts: readonly CustomerDraft[],
  matchBy: readonly MatchKind[],
): Promise<Map<CustomerDraft, CustomerId[]>> {
  const wanted = new Map<string, CustomerDraft[]>();
  const names = new Map<string, CustomerDraft[]>();
  const ask = (of: Map<string, CustomerDraft[]>, key: string, draft: CustomerDraft) => {
    const known = of.get(key);
    if (known) known.push(draft);
    else of.set(key, [draft]);
  };
  for (const draft of drafts) {
    for (const { kind, key } of draft.identities.values()) {
      const choice = matchKind(kind);
      if (choice && matchBy.includes(choice)) ask(wanted, lookupOf(choice, key), draft);
    }
    if (draft.identities.size > 0 || !matchBy.includes('name')) continue;
    for (const key of nameKeys(draft.fields.get('name') ?? '').slice(0, 1)) ask(names, nameLookup(key), draft);
  }
  const meant = new Map<CustomerDraft, Set<CustomerId>>();
  const found = [
    [wanted, await reader.whoHas('identities', wanted.keys())],
    [names, await reader.whoHas('customers', names.keys())],
  ] as const;
  for (const [asked, having] of found) {
    for (const [key, homes] of having) {
      for (const draft of asked.get(key) ?? []) {
        const known = meant.get(draft) ?? new Set();
        for (const home of homes) known.add(home as CustomerId);
        meant.set(draft, known);
      }
    }
  }
  return new Map(Array.from(meant, ([draft, ids]) => [draft, [...ids]]));
}

function lookupOf(kind: MatchKind, key: string): string {
  if (kind === 'email') return emailKey(key);
  return kind === 'phone' ? tailKey(phoneTail(key)) : accountLookup(key);
}

/** Whether a customer found by a lookup really has one of a draft's identities: phones are looked up by their last digits. */
export const sharesIdentity = (person: Person, draft: CustomerDraft): boolean =>
  draft.identities.size === 0 ||
  person.list('identities').some(({ kind, key }) => draft.identities.has(`${kind}:${key}`));
