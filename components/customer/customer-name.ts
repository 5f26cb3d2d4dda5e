import type { Profile } from '../../lib/domain/profile.ts';

/** What to call a customer: name, else company, else the first contact; absent when there is none of these. */
export function customerName(profile: Profile): string | undefined {
  const { customer, identities } = profile;
  return customer.name || customer.company || identities[0]?.display;
}

/** The line under the name: the first email, else the first other contact. */
export function mainContact(profile: Profile): string | undefined {
  const { identities } = profile;
  return (identities.find((identity) => identity.kind === 'email') ?? identities[0])?.display;
}
