import type { Candidate, PageContext, PersonOnPage } from '../../lib/domain/page-context.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { SeenOrder } from '../../lib/domain/sighting.ts';
import { daysAgo, type Person } from './sample-file.ts';

export function candidateOf(profile: Profile, evidence: Candidate['evidence']): Candidate {
  return {
    customerId: profile.customer.id,
    name: profile.customer.name ?? '',
    email: profile.identities[0]?.display ?? '',
    ...(profile.receipt.type === 'scored' ? { tier: profile.receipt.tier } : {}),
    evidence,
  };
}

const read = <T>(value: T, kind: 'machine' | 'labelled' | 'structure' | 'url' | 'source' = 'machine') => ({
  value,
  anchor: 'sample',
  kind,
  sure: 1,
});

/** A person as the From of the open message, with the given match. */
export function personOf(
  seen: { name?: string; email?: string; phone?: string },
  match: PersonOnPage['match'],
  role: PersonOnPage['role'] = 'from',
): PersonOnPage {
  return {
    key: `${role} ${seen.email ?? seen.name}`,
    role,
    seen: {
      role: role === 'body' ? 'from' : role,
      ...(seen.email === undefined ? {} : { email: read(seen.email) }),
      ...(seen.name === undefined ? {} : { name: read(seen.name, 'labelled') }),
      ...(seen.phone === undefined ? {} : { phone: read(seen.phone, 'structure') }),
    },
    match,
    warnings: [],
  };
}

export const certain = (profile: Profile, role: PersonOnPage['role'] = 'from'): PersonOnPage =>
  personOf(
    { name: profile.customer.name ?? '', email: profile.identities[0]?.display ?? 'nobody@example.com' },
    {
      type: 'certain',
      customer: candidateOf(profile, [
        { by: 'email', role: role, view: 'message', value: profile.identities[0]?.display ?? '' },
      ]),
    },
    role,
  );

export const granted: Extract<PageContext['site'], { type: 'granted' }> = {
  type: 'granted',
  origin: 'https://mail.shop.example',
  recipe: 'roundcube',
  recipeName: 'Roundcube',
  recording: 'ask',
};

/** A message page with these people, the first one shown. */
export function messagePage(people: readonly PersonOnPage[], epoch = 1): PageContext {
  const [first] = people;
  return {
    epoch,
    site: granted,
    state: first ? 'people' : 'nobody',
    view: 'message',
    people: [...people],
    ...(first ? { selected: first.key } : {}),
    excluded: [],
    message: { key: '<a@b.example>', direction: 'in', record: { type: 'not-recorded' } },
  };
}

export const seenOrder = (person: Person): SeenOrder => ({
  platformId: read('90', 'url'),
  number: read('T-10423'),
  placedAt: read(daysAgo(3)),
  status: read('paid' as const, 'labelled'),
  currency: read(person.currency),
  totalMinor: read(96_800, 'labelled'),
  lines: person.goods.map((name, index) => ({ name, quantity: 3 - index, totalMinor: 32_000 - index * 100 })),
});

/** An order page of somebody, the order not yet on file. */
export function orderPage(people: readonly PersonOnPage[], order: SeenOrder, epoch = 1): PageContext {
  const { message, ...page } = messagePage(people, epoch);
  return { ...page, view: 'order', order: { seen: order, record: { type: 'not-recorded' } } };
}
