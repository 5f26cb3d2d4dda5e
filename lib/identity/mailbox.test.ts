import { describe, expect, it } from 'vitest';
import { customerFile, fact, person, sighting } from '../../tests/fixtures/identity/customer-file.ts';
import mailboxJson from '../../tests/fixtures/identity/mailbox.json' with { type: 'json' };
import type { PersonRole, SeenMessage, Sighting } from '../domain/sighting.ts';
import { decideMatch } from './match.ts';
import { peopleToRecognise, type WhoRules } from './who.ts';

const HEADERS = ['from', 'sender', 'reply-to', 'to', 'cc', 'attached-from'] as const satisfies readonly PersonRole[];
type Header = (typeof HEADERS)[number];
type SeedMessage = { readonly [header in Header]?: readonly (readonly [string, string])[] } & {
  readonly id: string;
  readonly customers: readonly string[];
  readonly automatic?: NonNullable<SeenMessage['automatic']>['value'];
  readonly body?: NonNullable<SeenMessage['body']>;
};
const mailbox = mailboxJson as unknown as {
  readonly owner: string;
  readonly customers: Readonly<Record<string, { name: string; emails: string[]; phone: string }>>;
  readonly messages: readonly SeedMessage[];
};

const customers = Object.entries(mailbox.customers).map(([id, { name, emails, phone }]) => ({
  id,
  name,
  emails,
  phones: [phone],
}));
const rules: WhoRules = { origin: 'https://mail.example', ownAddresses: [], neverList: [] };
const REGIONS = [undefined, 'CN', 'GB'];
const PARTS = [...HEADERS, 'automatic', 'body', 'owner'] as const;

/** The message as a recipe would read it, without the parts that it could not read. */
function read(message: SeedMessage, missing: ReadonlySet<string> = new Set()): Sighting {
  const people = HEADERS.filter((header) => !missing.has(header)).flatMap((header) =>
    (message[header] ?? []).map(([name, email]) => person(header, { name, email })),
  );
  return sighting('message', people, {
    ...(missing.has('owner') ? {} : { owner: fact(mailbox.owner) }),
    message: {
      key: fact(`<${message.id}@seed.example>`),
      ...(message.automatic && !missing.has('automatic')
        ? { automatic: { ...fact(''), value: message.automatic } }
        : {}),
      ...(message.body && !missing.has('body') ? { body: message.body } : {}),
    },
  });
}

const files = new Map(REGIONS.map((region) => [region, customerFile(customers, region)]));

function recognise(seen: Sighting, region?: string, given: WhoRules = rules) {
  const lookUp = files.get(region) ?? customerFile(customers, region);
  const { people, direction, excluded } = peopleToRecognise(seen, given, region);
  const matches = people.map((candidate) => decideMatch(candidate, lookUp(candidate), []));
  const certain = matches.flatMap((match) => (match.type === 'certain' ? [match.customer.customerId as string] : []));
  const asked = matches.filter((match) => match.type === 'probable' || match.type === 'ambiguous');
  return { certain, asked, direction, excluded, people };
}

describe('the seeded mailbox', () => {
  it('holds 62 messages and 16 customers', () => {
    expect(mailbox.messages).toHaveLength(62);
    expect(customers).toHaveLength(16);
  });

  for (const region of REGIONS) {
    it.each(mailbox.messages.map((message) => [message.id, message] as const))(
      `message %s is about exactly the people it is about (region ${region ?? 'not set'})`,
      (_, message) => {
        // A region makes bare national numbers foreign ones when it is not the customer's: then nobody is found by them.
        const expected = message.id === 'sh5' && region === 'GB' ? [] : message.customers;
        const { certain, asked } = recognise(read(message), region);
        expect(certain).toEqual(expected);
        expect(asked).toEqual([]);
      },
    );
  }

  it('says which way each message went', () => {
    const out = mailbox.messages.filter((message) => recognise(read(message)).direction === 'out').map(({ id }) => id);
    expect(out).toEqual(['zw2', 'ln2', 'ch2', 'so3', 'st1', 'st2', 'st3', 'dr1']);
  });

  it('never gives a person whom the message is not about, whatever could not be read of it', () => {
    let reads = 0;
    for (const message of mailbox.messages) {
      const parts = PARTS.filter((part) => part === 'owner' || message[part] !== undefined);
      for (let mask = 0; mask < 1 << parts.length; mask += 1) {
        const missing = new Set(parts.filter((_, bit) => mask & (1 << bit)));
        const { certain, asked } = recognise(read(message, missing));
        const wrong = certain.filter((id) => !message.customers.includes(id));
        if (wrong.length > 0) expect.fail(`${message.id} without ${[...missing].join(', ')}: ${wrong.join(', ')}`);
        if (asked.length > 0) expect.fail(`${message.id} without ${[...missing].join(', ')} asks`);
        reads += 1;
      }
    }
    expect(reads).toBeGreaterThan(62 * 8);
  });

  it('says of each machine, list and colleague why it was left out', () => {
    const reasons = (id: string) => {
      const message = mailbox.messages.find((one) => one.id === id);
      const { excluded } = recognise(read(message as SeedMessage));
      return Object.fromEntries(excluded.map(({ email, reason }) => [email, reason]));
    };
    expect(reasons('li1')).toMatchObject({ 'garden-trade@lists.greenhouse.example': 'list' });
    expect(reasons('li4')).toMatchObject({ 'garden-trade-request@lists.greenhouse.example': 'list' });
    expect(reasons('sh1')).toMatchObject({ 'no-reply@harbour-shop.example': 'no-reply' });
    expect(reasons('ds1')).toEqual({ 'mailer-daemon@mx.helpdesk.example': 'bounce' });
    expect(reasons('nl1')).toMatchObject({ 'news@warehouse-weekly.example': 'list' });
    expect(reasons('fw1')).toMatchObject({ 'tom@helpdesk.example': 'colleague', 'agent@helpdesk.example': 'own' });
    expect(reasons('ma1')).toEqual({ 'agent+vip@helpdesk.example': 'own' });
  });

  it('warns of the two forged senders, and offers nobody for them', () => {
    for (const [id, warning] of [
      ['ad1', 'name-is-another-address'],
      ['ad2', 'mixed-script-domain'],
    ] as const) {
      const message = mailbox.messages.find((one) => one.id === id) as SeedMessage;
      const [forger] = recognise(read(message)).people;
      expect(forger?.warnings).toEqual([warning]);
      expect(forger && decideMatch(forger, customerFile(customers)(forger), [])).toEqual({
        type: 'unknown',
        similar: [],
      });
    }
  });

  it('is silent about everybody on the never list', () => {
    const neverList = Object.values(mailbox.customers).flatMap(({ emails }) => emails);
    for (const message of mailbox.messages) {
      const { certain, people } = recognise(read(message), undefined, { ...rules, neverList });
      // The contact form that gives only a phone does not say whose address is on the list.
      expect(certain, message.id).toEqual(message.id === 'sh5' ? ['zhaomin'] : []);
      expect(people.some(({ email }) => email && neverList.includes(email.key))).toBe(false);
    }
  });

  it('reads no more than 30 people, the author and those copied first', () => {
    const party = mailbox.messages.find(({ id }) => id === 'ad5') as SeedMessage;
    const { people } = recognise(read(party));
    expect(people).toHaveLength(30);
    expect(people.slice(0, 5).map(({ role }) => role)).toEqual(['from', 'cc', 'cc', 'cc', 'to']);
  });
});
