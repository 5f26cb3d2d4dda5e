import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerFile, type FiledCustomer, person } from '../../tests/fixtures/identity/customer-file.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Match } from '../domain/page-context.ts';
import type { SeenPerson, View } from '../domain/sighting.ts';
import { type SeenCandidate, toCandidate } from './candidate.ts';
import { decideMatch, type Found, type Hit, type Rejection } from './match.ts';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone, samePhone } from './normalise-phone.ts';

const ORIGIN = 'https://console.example';
const account = (id: string) => `test:${ORIGIN}:${id}`;

function candidate(given: Parameters<typeof person>[1], role: SeenPerson['role'] = 'from', view: View = 'message') {
  const found = toCandidate(person(role, given), role, { sighting: { recipe: 'test', view }, origin: ORIGIN });
  if (found === undefined) throw new Error('the sample names nobody');
  return found;
}

function match(
  file: readonly FiledCustomer[],
  given: Parameters<typeof person>[1],
  rejections: Rejection[] = [],
): Match {
  const one = candidate(given);
  return decideMatch(one, customerFile(file)(one), rejections);
}

const MA: FiledCustomer = { id: 'ma', name: '马超', phones: ['+86 139 0000 0102'] };
const ANA: FiledCustomer = { id: 'ana', name: 'Ana Souza', emails: ['ana@vale.example'], phones: ['+55 11 5550 0110'] };
const ids = (result: Match): string[] => {
  if (result.type === 'ambiguous') return result.customers.map(({ customerId }) => customerId);
  return result.type === 'unknown' ? result.similar.map(({ customerId }) => customerId) : [result.customer.customerId];
};
const outcome = (result: Match) => [result.type, ...ids(result)];

describe('which customer a person is', () => {
  it('is certain by exact email, and says what agreed', () => {
    const result = match([ANA, MA], { email: 'ANA@vale.example', name: 'Souza, Ana' });
    expect(result).toMatchObject({ type: 'certain', customer: { customerId: 'ana', name: 'Ana Souza' } });
    expect(result.type === 'certain' && result.customer.evidence).toEqual([
      { by: 'email', role: 'from', view: 'message', value: 'ana@vale.example' },
      { by: 'name', role: 'from', view: 'message', value: 'Souza, Ana' },
    ]);
  });

  it('is certain by account, whatever name the page writes', () => {
    const file = [{ ...MA, accounts: [account('29')] }, ANA];
    expect(outcome(match(file, { account: '29', name: 'Somebody' }))).toEqual(['certain', 'ma']);
    expect(outcome(match(file, { account: '30', name: 'Somebody' }))).toEqual(['unknown']);
  });

  it('asks when an account and an email, or one shared email, point to two customers', () => {
    const file = [{ ...MA, accounts: [account('29')] }, ANA];
    expect(outcome(match(file, { account: '29', email: 'ana@vale.example' }))).toEqual(['ambiguous', 'ana', 'ma']);
    const shared = [ANA, { ...ANA, id: 'office', name: 'Office' }];
    expect(outcome(match(shared, { email: 'ana@vale.example' }))).toEqual(['ambiguous', 'ana', 'office']);
    expect(outcome(match(shared, { email: 'ana@vale.example', name: 'Office' }))).toEqual([
      'ambiguous',
      'office',
      'ana',
    ]);
  });

  it('knows a mailbox under another +tag, unless the exact address is somebody', () => {
    const tagged = { ...ANA, id: 'tagged', emails: ['ana+shop@vale.example'] };
    expect(outcome(match([ANA], { email: 'ana+x@vale.example' }))).toEqual(['certain', 'ana']);
    expect(outcome(match([tagged], { email: 'ana@vale.example' }))).toEqual(['certain', 'tagged']);
    expect(outcome(match([ANA, tagged], { email: 'ana+shop@vale.example' }))).toEqual(['certain', 'tagged']);
    expect(outcome(match([ANA, tagged], { email: 'ana+y@vale.example' }))).toEqual(['ambiguous', 'ana', 'tagged']);
    expect(outcome(match([ANA], { email: 'ana+x@other.example' }))).toEqual(['unknown']);
  });

  it('trusts a phone only where nothing speaks against it', () => {
    const phone = '+86 139 0000 0102';
    expect(outcome(match([MA, ANA], { phone, name: '超 马' }))).toEqual(['certain', 'ma']);
    expect(outcome(match([MA, ANA], { phone: '139 0000 0102', name: '马超' }))).toEqual(['certain', 'ma']);
    expect(outcome(match([MA, ANA], { phone }))).toEqual(['certain', 'ma']);
    expect(outcome(match([MA, ANA], { phone: '139 0000 0102' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([MA, ANA], { phone, name: '马岱' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([MA, ANA], { phone, name: '马超', account: '29' }))).toEqual(['certain', 'ma']);
    expect(outcome(match([MA, ANA], { phone, account: '29' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([MA, ANA], { phone, name: '马超', email: 'ma@chao.example' }))).toEqual(['certain', 'ma']);
    expect(outcome(match([MA, { ...MA, id: 'wife', name: '孙尚香' }], { phone, name: '马超' }))).toEqual([
      'ambiguous',
      'ma',
      'wife',
    ]);
  });

  it('asks when the phone’s owner has another address or another account of the same shop', () => {
    const withEmail = { ...MA, emails: ['old@chao.example'] };
    const withAccount = { ...MA, accounts: [account('7')] };
    const elsewhere = { ...MA, accounts: ['test:https://other.example:7'] };
    const given = { phone: '+86 139 0000 0102', name: '马超' };
    expect(outcome(match([withEmail], { ...given, email: 'new@chao.example' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([withAccount], { ...given, account: '29' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([elsewhere], { ...given, account: '29' }))).toEqual(['certain', 'ma']);
  });

  it('asks about a name alone, offers it beside an unknown address, and drops it when the phone differs', () => {
    expect(outcome(match([MA, ANA], { name: '超 马', account: '29' }))).toEqual(['probable', 'ma']);
    expect(outcome(match([MA, { ...MA, id: 'ma2' }], { name: '马超' }))).toEqual(['ambiguous', 'ma', 'ma2']);
    expect(outcome(match([MA, ANA], { name: 'Ana Souza', email: 'ana@new.example' }))).toEqual(['unknown', 'ana']);
    expect(outcome(match([MA, ANA], { name: '马超', phone: '+86 139 0000 1111' }))).toEqual(['unknown', 'ma']);
  });

  it('offers nobody for a borrowed name on a look-alike or mislabelled address', () => {
    expect(outcome(match([ANA], { name: 'Ana Souza', email: 'ana@vаle.example' }))).toEqual(['unknown']);
    expect(outcome(match([ANA], { name: 'ana@vale.example', email: 'x@evil.example' }))).toEqual(['unknown']);
    const both = { name: 'Ana Souza', email: 'ana@vаle.example', phone: '+55 11 5550 0110' };
    expect(outcome(match([{ ...ANA, emails: [] }], both))).toEqual(['probable', 'ana']);
  });

  it('remembers who it is not, by each identifier of the person, and asks the rest', () => {
    const not = (key: string, customerId: string): Rejection => ({ key, customerId: customerId as CustomerId });
    const shared = [ANA, { ...ANA, id: 'office', name: 'Office' }];
    expect(outcome(match(shared, { email: 'ana@vale.example' }, [not('ana@vale.example', 'ana')]))).toEqual([
      'certain',
      'office',
    ]);
    expect(outcome(match([ANA], { email: 'ana@vale.example', account: '3' }, [not(account('3'), 'ana')]))).toEqual([
      'unknown',
    ]);
    expect(outcome(match([ANA], { email: 'ana@vale.example' }, [not('bea@lund.example', 'ana')]))[0]).toBe('certain');
    expect(outcome(match([MA], { name: '马超' }, [not(candidate({ name: '马超' }).key, 'ma')]))).toEqual(['unknown']);
  });
});

describe('laws of matching', () => {
  const email = fc.constantFrom('a@x.example', 'a+1@x.example', 'a+2@x.example', 'b@x.example', 'a@y.example');
  const phone = fc.constantFrom('+86 139 0000 0102', '139 0000 0102', '+44 20 7946 0106', '020 7946 0106');
  const name = fc.constantFrom('马超', '超 马', 'Ana Souza', 'Souza, Ana', 'Ana B. Souza', 'Bea');
  const accountId = fc.constantFrom('1', '2', '3');
  const customer = fc.record({
    name,
    emails: fc.uniqueArray(email, { maxLength: 2 }),
    phones: fc.uniqueArray(phone, { maxLength: 2 }),
    accounts: fc.uniqueArray(accountId.map(account), { maxLength: 2 }),
  });
  const file = fc
    .array(customer, { maxLength: 5 })
    .map((list) => list.map((one, index): FiledCustomer => ({ ...one, id: `c${index}` })));
  const someone = fc
    .record({ email, phone, name, account: accountId }, { requiredKeys: [] })
    .filter((given) => Object.keys(given).length > 0)
    .map((given): SeenCandidate => candidate(given));
  // Not only what the keys ask for: everything on file comes back from every lookup.
  const foundAll = (customers: readonly FiledCustomer[], one: SeenCandidate): Found => {
    const exact = customerFile(customers)(one);
    const every = customers.flatMap((entry) => {
      const hit = { customerId: entry.id as CustomerId, name: entry.name, email: entry.emails?.[0] ?? '' };
      const keys = [...(entry.emails ?? []), ...(entry.accounts ?? []), '~1234567', entry.name];
      const phones = (entry.phones ?? []).flatMap((text) => normalisePhone(text)?.key ?? []);
      return keys.map((key) => ({ ...hit, key, phones, accounts: entry.accounts ?? [] }));
    });
    const { byEmail, byBaseEmail, byAccount, byPhone, byName } = exact;
    return {
      byEmail: [...byEmail, ...every],
      byBaseEmail: [...byBaseEmail, ...every],
      byAccount: [...byAccount, ...every],
      byPhone: [...byPhone, ...every],
      byName: [...byName, ...every],
    };
  };

  it('is certain only of a customer who has an exact identifier of the person, whatever the lookups give', () => {
    let certain = 0;
    fc.assert(
      fc.property(file, someone, (customers, one) => {
        const result = decideMatch(one, foundAll(customers, one), []);
        if (result.type !== 'certain') return;
        certain += 1;
        const filed = customers.find(({ id }) => id === result.customer.customerId);
        const bases = (filed?.emails ?? []).map((text) => normaliseEmail(text)?.base);
        const phones = customerFile(filed ? [filed] : [])(one).byPhone.map(({ key }) => key);
        const shares =
          bases.includes(one.email?.base ?? '-') ||
          filed?.accounts?.includes(one.account ?? '-') ||
          phones.some((key) => samePhone(key, one.phone?.key ?? '-'));
        expect(shares).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(certain).toBeGreaterThan(0);
  });

  it('does not depend on the order of the hits', () => {
    fc.assert(
      fc.property(file, someone, fc.nat(9), fc.boolean(), (customers, one, turn, reverse) => {
        const found = foundAll(customers, one);
        const reorder = (hits: readonly Hit[]): Hit[] => {
          const turned = [...hits.slice(turn % (hits.length || 1)), ...hits.slice(0, turn % (hits.length || 1))];
          return reverse ? turned.reverse() : turned;
        };
        const reordered: Found = {
          byEmail: reorder(found.byEmail),
          byBaseEmail: reorder(found.byBaseEmail),
          byAccount: reorder(found.byAccount),
          byPhone: reorder(found.byPhone),
          byName: reorder(found.byName),
        };
        expect(decideMatch(one, reordered, [])).toEqual(decideMatch(one, found, []));
      }),
      { numRuns: 500 },
    );
  });

  it('never brings back a customer who was rejected', () => {
    fc.assert(
      fc.property(file, someone, fc.nat(4), (customers, one, index) => {
        const customerId = `c${index}` as CustomerId;
        for (const key of [one.key, one.email?.key, one.account, one.phone?.key].filter((text) => text !== undefined)) {
          expect(ids(decideMatch(one, foundAll(customers, one), [{ key, customerId }]))).not.toContain(customerId);
        }
      }),
      { numRuns: 500 },
    );
  });
});
