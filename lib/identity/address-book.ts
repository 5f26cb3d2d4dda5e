import type { Exclusion } from '../domain/page-context.ts';
import { isFreeMail } from './free-mail.ts';
import { machineKind } from './machine-senders.ts';
import { type EmailKey, normaliseDomain, normaliseEmail } from './normalise-email.ts';

/** Who is "us" and who is left alone, in a form that answers quickly. */
export interface AddressBook {
  /** Why this address is no customer's; undefined when it may be one. */
  exclusionOf(email: EmailKey): Exclusion | undefined;
}

/**
 * @param own addresses, or whole domains as `@shop.example` (their subdomains too), that are the user's and colleagues'
 * @param never addresses or domains of which nothing is recorded
 * @param owners whose account the page is signed in to; others at their domain are colleagues, unless anybody can have an address there
 */
export function addressBook(own: readonly string[], never: readonly string[], owners: readonly string[]): AddressBook {
  const mine = addressSet([...own, ...owners]);
  const spared = addressSet(never);
  const workplaces = new Set<string>();
  for (const owner of owners) {
    const domain = domainOf(normaliseEmail(owner)?.key ?? '');
    if (domain !== '' && !isFreeMail(domain)) workplaces.add(domain);
  }
  return {
    exclusionOf(email) {
      if (mine.exact.has(email.key) || mine.bases.has(email.base)) return 'own';
      if (spared.exact.has(email.key) || spared.exact.has(email.base) || inDomain(spared, email)) return 'never-list';
      const machine = machineKind(email.key);
      if (machine !== undefined) return machine;
      return inDomain(mine, email) || workplaces.has(domainOf(email.key)) ? 'colleague' : undefined;
    },
  };
}

interface AddressSet {
  readonly exact: ReadonlySet<string>;
  readonly bases: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
}

function addressSet(entries: readonly string[]): AddressSet {
  const exact = new Set<string>();
  const bases = new Set<string>();
  const domains = new Set<string>();
  for (const entry of entries) {
    const text = entry.trim();
    const domain = /^\*?@/.test(text) ? normaliseDomain(text.replace(/^\*?@/, '')) : undefined;
    if (domain !== undefined) domains.add(domain);
    const email = normaliseEmail(text);
    if (email === undefined) continue;
    exact.add(email.key);
    bases.add(email.base);
  }
  return { exact, bases, domains };
}

function inDomain(set: AddressSet, email: EmailKey): boolean {
  for (let domain = domainOf(email.key); domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
    if (set.domains.has(domain)) return true;
  }
  return false;
}

const domainOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1);
