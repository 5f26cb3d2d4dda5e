import { describe, expect, it } from 'vitest';
import { fact, person, sighting } from '../../tests/fixtures/identity/customer-file.ts';
import type { SeenMessage, SeenPerson, Sighting } from '../domain/sighting.ts';
import { peopleToRecognise, type WhoRules } from './who.ts';

const rules: WhoRules = {
  origin: 'https://mail.example',
  ownAddresses: ['me@shop.example', '@brand.example'],
  neverList: ['lawyer@law.example', '@press.example'],
};
const ME = person('to', { email: 'me@shop.example' });
const ANA = { name: 'Ana Souza', email: 'ana@vale.example' };
const BEA = { name: 'Bea Lund', email: 'bea@lund.example' };

const mail = (people: SeenPerson[], message: Partial<SeenMessage> = {}, view: Sighting['view'] = 'message') =>
  sighting(view, people, { owner: fact('me@shop.example'), message: { key: fact('<1@x.example>'), ...message } });
const keys = (seen: Sighting, given = rules) =>
  peopleToRecognise(seen, given).people.map(({ key, role }) => [role, key]);

describe('who a message is about', () => {
  it('is the author, then where answers go, then copies and other recipients', () => {
    const seen = mail([
      person('from', ANA),
      person('reply-to', { name: 'Office', email: 'office@vale.example' }),
      person('to', { email: 'carl@vale.example' }),
      ME,
      person('cc', BEA),
      person('cc', { email: 'ANA@vale.example' }),
    ]);
    expect(keys(seen)).toEqual([
      ['from', 'ana@vale.example'],
      ['reply-to', 'office@vale.example'],
      ['cc', 'bea@lund.example'],
      ['to', 'carl@vale.example'],
    ]);
  });

  it('is one person when answers go to the same name elsewhere', () => {
    expect(keys(mail([person('from', ANA), person('reply-to', { ...ANA, email: 'ana@home.example' }), ME]))).toEqual([
      ['from', 'ana@vale.example'],
    ]);
  });

  it('is whom we write to, in their order, also when a colleague writes and we are copied', () => {
    for (const from of ['me+sales@shop.example', 'tom@shop.example', 'x@eu.brand.example']) {
      const seen = mail([person('from', { email: from }), person('cc', ANA), person('to', BEA), ME]);
      expect(keys(seen)).toEqual([
        ['to', 'bea@lund.example'],
        ['cc', 'ana@vale.example'],
      ]);
      expect(peopleToRecognise(seen, rules).direction).toBe('out');
    }
  });

  it('is every recipient while writing, whoever the sender claims to be', () => {
    const people = [person('from', BEA), person('bcc', { email: 'c@c.example' }), person('to', ANA)];
    const seen = sighting('compose', people);
    expect(keys(seen)).toEqual([
      ['to', 'ana@vale.example'],
      ['bcc', 'c@c.example'],
    ]);
    expect(keys(sighting('compose', [...people, person('to', BEA)]))).toHaveLength(2);
  });

  it('is nobody when the author could not be read, except in a list of sent mail', () => {
    expect(keys(mail([person('to', ANA)]))).toEqual([]);
    expect(keys(mail([person('from', { name: 'Ana Souza' }), person('to', BEA)]))).toEqual([]);
    expect(keys(mail([person('to', ANA)], {}, 'list'))).toEqual([['to', 'ana@vale.example']]);
  });

  it('does not make colleagues of everybody at a free-mail provider', () => {
    const owned = (owner: string, from: string) =>
      keys(sighting('message', [person('from', { email: from })], { owner: fact(owner) }));
    for (const domain of ['gmail.com', 'qq.com', 'yahoo.co.uk', 'gmx.at', 'yandex.ru', '163.com']) {
      expect(owned(`me@${domain}`, `ana@${domain}`), domain).toHaveLength(1);
    }
    expect(owned('me@firm.example', 'ana@firm.example')).toEqual([]);
    expect(owned('me@firm.example', 'ana@other.example')).toHaveLength(1);
    expect(owned('localuser', 'ana@firm.example')).toHaveLength(1);
  });
});

describe('mail whose author is not the customer', () => {
  const body = (emails: string[], phones: string[] = [], names: string[] = []) => ({ body: { emails, phones, names } });
  const shop = person('from', { name: 'Shop', email: 'no-reply@shop-system.example' });
  const colleague = person('from', { name: 'Tom', email: 'tom@shop.example' });

  it('is about whom answers go to, else whom the attached mail is from, else the one the body names', () => {
    const attached = person('attached-from', BEA);
    const message = body(['carl@c.example', 'me@shop.example'], ['+44 20 7946 0106'], ['Carl', 'CARL']);
    for (const from of [shop, colleague]) {
      expect(keys(mail([from, ME, person('reply-to', ANA), attached], message))).toEqual([
        ['reply-to', 'ana@vale.example'],
      ]);
      expect(keys(mail([from, ME, attached], message))).toEqual([['attached-from', 'bea@lund.example']]);
      expect(keys(mail([from, ME], message))).toEqual([['body', 'carl@c.example']]);
      expect(keys(mail([from, ME], body([], ['+44 20 7946 0106', '0044 20 7946 0106'])))).toEqual([
        ['body', '+442079460106'],
      ]);
    }
    const [carl] = peopleToRecognise(mail([shop, ME], message), rules).people;
    expect(carl).toMatchObject({
      names: ['Carl'],
      phone: { key: '+442079460106' },
      seen: { email: { anchor: 'body' } },
    });
  });

  it('is about nobody when several could be meant', () => {
    const many = [
      mail([shop, ME, person('reply-to', ANA), person('reply-to', BEA)], body(['c@c.example'])),
      mail([shop, ME, person('attached-from', ANA), person('attached-from', BEA)], body(['c@c.example'])),
      mail([shop, ME], body(['a@a.example', 'b@b.example'])),
      mail([shop, ME], body(['a@a.example', 'lawyer@law.example'])),
      mail([shop, ME], body([], ['+44 20 7946 0106', '+44 20 7946 0107'])),
      mail([shop, ME], body([], ['139****0102'], ['李娜'])),
      mail([shop, ME], body([], [], ['李娜'])),
    ];
    for (const seen of many) expect(keys(seen)).toEqual([]);
  });

  it('never takes anybody from the body of a bounce, a list, bulk mail or a customer’s own mail', () => {
    const named = body(['carl@c.example']);
    const cases: [SeenPerson, NonNullable<SeenMessage['automatic']>['value'] | undefined][] = [
      [person('from', { email: 'MAILER-DAEMON@shop.example' }), undefined],
      [person('from', { email: 'postmaster@x.example' }), undefined],
      [colleague, 'bounce'],
      [shop, 'list'],
      [shop, 'bulk'],
      [colleague, 'list'],
      [person('from', { email: 'news-bounces@x.example' }), undefined],
      [person('from', { name: 'Dan via Sales', email: 'sales@shop.example' }), undefined],
      [person('from', { name: 'Press', email: 'desk@press.example' }), undefined],
    ];
    for (const [from, automatic] of cases) {
      const seen = mail([from, ME], {
        ...named,
        ...(automatic ? { automatic: { ...fact('x'), value: automatic } } : {}),
      });
      expect(keys(seen), `${from.email?.value} ${automatic}`).toEqual([]);
    }
    expect(keys(mail([person('from', ANA), ME], named))).toEqual([['from', 'ana@vale.example']]);
  });

  it('takes nobody from the body of what we sent to a list, a machine or somebody on the never list', () => {
    for (const to of ['x@lists.green.example', 'no-reply@x.example', 'lawyer@law.example']) {
      const seen = mail([colleague, person('to', { email: to })], body(['carl@c.example']));
      expect(keys(seen), to).toEqual([]);
      expect(peopleToRecognise(seen, rules).direction).toBe('out');
    }
  });

  it('sees through a list that writes its own address over the author’s', () => {
    const from = person('from', { name: 'Ana Souza via Green', email: 'green@green.example' });
    const automatic = { automatic: { ...fact('x'), value: 'list' as const } };
    const to = person('to', { email: 'green@green.example' });
    const replies = [person('reply-to', ANA), person('reply-to', { email: 'green@green.example' })];
    expect(keys(mail([from, to, ...replies], automatic))).toEqual([['reply-to', 'ana@vale.example']]);
    expect(keys(mail([from, to], automatic))).toEqual([]);
    expect(keys(mail([from, ME, ...replies]))).toEqual([['reply-to', 'ana@vale.example']]);
  });

  it('knows automatic senders by their addresses and leaves people with like names alone', () => {
    const reasonOf = (email: string) => peopleToRecognise(mail([person('from', { email }), ME]), rules).excluded[0];
    for (const local of [
      'no-reply',
      'noreply',
      'no_reply',
      'do-not-reply',
      'donotreply',
      'noreply-7f',
      'shop.noreply',
      'notifications',
    ]) {
      expect(reasonOf(`${local}@x.example`), local).toMatchObject({ reason: 'no-reply' });
    }
    for (const local of ['norepliano', 'reply', 'snoreply', 'bouncer', 'lista', 'janet.request', 'postmasters']) {
      expect(reasonOf(`${local}@x.example`), local).toEqual({ email: 'me@shop.example', reason: 'own' });
    }
  });
});

describe('who a shop page is about', () => {
  const console = { ...rules, origin: 'https://console.example' };
  const order = { number: fact('T-10423'), lines: [] };

  it('is the buyer, by email, account, phone or name, and never the shop itself', () => {
    const people = [
      person('from', ANA),
      person('buyer', { name: '超 马', account: '29', phone: '+86 139 0000 0102' }),
      person('customer', BEA),
      person('customer', { email: 'me@shop.example', account: '1' }),
      person('customer', { phone: '139 0000 0103' }),
      person('customer', { name: 'Dora Vance' }),
      person('customer', { name: '?' }),
    ];
    const {
      people: found,
      direction,
      excluded,
    } = peopleToRecognise(sighting('order', people, { order }), console, 'CN');
    expect(found.map(({ key }) => key)).toEqual([
      'test:https://console.example:29',
      'bea@lund.example',
      '+8613900000103',
      'name:dora vance',
    ]);
    expect(found[0]).toMatchObject({ orderNumber: 'T-10423', view: 'order', nameKeys: ['超马', '马超'] });
    expect(direction).toBeUndefined();
    expect(excluded).toEqual([{ email: 'me@shop.example', reason: 'own' }]);
  });

  it('keeps account numbers of two consoles apart', () => {
    const seen = sighting('customer', [person('customer', { account: 'a:29' })]);
    expect(keys(seen, console)).not.toEqual(keys(seen, { ...console, origin: 'https://console.example:8080' }));
    expect(keys(seen, console)).toEqual([['customer', 'test:https://console.example:a%3A29']]);
  });
});
