import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleFile } from '../../../tests/fixtures/identity/people/file.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { type DuplicateOptions, type DuplicateProgress, type Duplicates, findDuplicates } from './find-duplicates.ts';
import { type PersonForMatching, pairKey } from './person.ts';

type Given = Partial<Omit<PersonForMatching, 'id'>> & { readonly id: string };

const person = ({ id, ...given }: Given): PersonForMatching => ({
  id: id as CustomerId,
  name: '',
  emails: [],
  phones: [],
  maskedPhones: [],
  accounts: [],
  nicks: [],
  createdAt: 1,
  ...given,
});

function run(
  people: Iterable<PersonForMatching>,
  options?: DuplicateOptions,
): Duplicates & { progress: DuplicateProgress[] } {
  const search = findDuplicates(people, options);
  const progress: DuplicateProgress[] = [];
  for (;;) {
    const step = search.next();
    if (step.done) return { ...step.value, progress };
    progress.push(step.value);
  }
}

// What a rarity is compared with: two thousand others.
const others = peopleFile(7, 2000, 0).people;
const among = (given: readonly Given[], options?: DuplicateOptions) => run([...others, ...given.map(person)], options);
const verdict = (...given: Given[]) => {
  const ids = new Set<string>(given.map(({ id }) => id));
  const found = among(given).pairs.find((pair) => pair.ids.every((id) => ids.has(id)));
  return found ? [found.certainty, ...found.reasons] : [];
};

const ANA: Given = {
  id: 'ana',
  name: 'Ana Kestrelwood',
  emails: ['ana.kestrelwood@gmail.com'],
  phones: ['+5511987650110'],
};
const MA: Given = { id: 'ma', name: '马超然', phones: ['+8613900000102'], address: '杭州市西湖区中山路12号3栋401室' };

describe('two customers that are one', () => {
  it('are sure with a name and what is given to one holder, and say why', () => {
    expect(verdict(ANA, { id: 'b', name: 'Kestrelwood, Ana', emails: ['ana.kestrelwood@gmail.com'] })).toEqual([
      'sure',
      'same-email',
      'name-order',
    ]);
    expect(verdict(ANA, { id: 'b', name: 'ANA KESTRELWOOD', emails: ['anakestrel.wood+shop@googlemail.com'] })).toEqual(
      ['sure', 'same-mailbox', 'same-name'],
    );
    expect(verdict(MA, { id: 'b', name: '馬超然', phones: ['~13900000102'] })).toEqual([
      'sure',
      'same-phone',
      'same-name',
    ]);
    const accounts = ['shop:https://a.example:29'];
    expect(verdict({ id: 'a', accounts }, { id: 'b', name: 'Bea Lund', accounts })).toEqual(['sure', 'same-account']);
  });

  it('are likely where the name slipped, is cut short or is written in another script', () => {
    expect(verdict(MA, { id: 'b', name: 'Ma Chaoran', phones: MA.phones ?? [] })).toEqual(['likely', 'same-phone']);
    expect(verdict(ANA, { id: 'b', name: 'Ana Kestrelwod', emails: ANA.emails ?? [] })[0]).toBe('likely');
    expect(verdict(ANA, { id: 'b', name: 'A. Kestrelwood', phones: ANA.phones ?? [] })[0]).toBe('likely');
    expect(verdict(ANA, { id: 'b', phones: ANA.phones ?? [] })).toEqual(['likely', 'same-phone']);
  });

  it('are found whether ü is written ue or u', () => {
    const phones = ['+4915112345678'];
    const [umlaut, spelt] = [
      { id: 'a', name: 'Jörg Weiß-Müller' },
      { id: 'b', name: 'Joerg Weiss-Mueller' },
    ] as const;
    expect(verdict({ ...umlaut, phones }, { ...spelt, phones })).toEqual(['sure', 'same-phone', 'same-name']);
    const [one, other] = [['jorg.weiss-muller@mail.example'], ['joerg.weiss-mueller@mail.example']];
    const both: readonly [Given, Given] = [
      { ...umlaut, emails: one, phones: [] },
      { ...spelt, emails: other, phones: [] },
    ];
    expect(verdict(...both)).toEqual(['likely', 'email-alike', 'same-name']);
    // An address that only says the name is what another Jörg Müller would choose elsewhere.
    const [here, there] = [['joerg.mueller@mail.example'], ['joerg.mueller@post.example']];
    const named = verdict(
      { id: 'a', name: 'Jörg Müller', emails: here },
      { id: 'b', name: 'Jörg Müller', emails: there },
    );
    const plain = verdict(
      { id: 'a', name: 'Ana Souza', emails: ['ana.souza@mail.example'] },
      { id: 'b', name: 'Ana Souza', emails: ['ana.souza@post.example'] },
    );
    expect(named).toEqual(plain);
  });

  it('are found by what a marketplace shows of them', () => {
    const starred = { id: 'b', name: '马**', maskedPhones: ['~139****0102'] };
    expect(verdict(MA, starred)).toEqual(['likely', 'masked-phone-fits', 'same-surname']);
    expect(verdict(MA, { ...starred, name: '马*岱' })).toEqual([]);
    expect(verdict(MA, { ...starred, maskedPhones: ['~139****0103'] })).toEqual([]);
    const nicks = ['taobao:https://shop.example:小豆子'];
    expect(verdict({ ...starred, id: 'a', nicks }, { id: 'b', name: '马超然', nicks })[0]).toBe('likely');
  });
});

describe('two people that are two', () => {
  it.each<[string, Given, Given]>([
    [
      'of one common name',
      { id: 'a', name: '王伟', phones: ['+8613800000001'] },
      { id: 'b', name: '王伟', phones: ['+8615912345678'] },
    ],
    [
      'of one name in two cities',
      { id: 'a', name: 'Ana Kestrelwood', address: '12 Mill Street, Lisbon 10000' },
      { id: 'b', name: 'Ana Kestrelwood', address: '9 Park Street, Dublin 20000' },
    ],
    ['a couple with one phone', MA, { ...MA, id: 'b', name: '孙尚香' }],
    ['siblings with one mailbox', ANA, { ...ANA, id: 'b', name: 'Bea Kestrelwood', phones: [] }],
    [
      'twins',
      { ...ANA, phones: [], birthday: '1990-01-02', address: '12 Mill Street, Lisbon 10000' },
      { id: 'b', name: 'Bea Kestrelwood', birthday: '1990-01-02', address: '12 Mill Street, Lisbon 10000' },
    ],
    [
      'colleagues behind one mailbox and switchboard',
      { id: 'a', name: 'Ana Kestrelwood', emails: ['info@firm.example'], phones: ['+44207946010'], company: 'Firm' },
      { id: 'b', name: 'Bea Lund', emails: ['info@firm.example'], phones: ['+44207946010'], company: 'Firm' },
    ],
    ['senior and junior', { ...ANA, name: 'John Kestrelwood Sr.' }, { ...ANA, id: 'b', name: 'John Kestrelwood Jr.' }],
  ])('are not shown: %s', (_, one, other) => {
    expect(verdict(one, other)).toEqual([]);
  });

  it('are never sure against a birthday, another address or another account of the shop', () => {
    const twice = (one: Partial<Given>, other: Partial<Given>) =>
      verdict({ ...ANA, emails: [], ...one }, { ...ANA, id: 'b', emails: [], ...other });
    expect(twice({}, {})[0]).toBe('sure');
    expect(twice({ birthday: '1960-01-02' }, { birthday: '1990-05-06' })).not.toContain('sure');
    expect(twice({ emails: ['ana@a.example'] }, { emails: ['kestrel@b.example'] })[0]).toBe('likely');
    expect(twice({ accounts: ['s:https://a.example:1'] }, { accounts: ['s:https://a.example:2'] })[0]).toBe('likely');
    expect(twice({ accounts: ['s:https://a.example:1'] }, { accounts: ['s:https://b.example:2'] })[0]).toBe('sure');
  });

  it('stay two when the mailbox or phone is marked as shared, by whomever', () => {
    const marked = { ...ANA, sharedKeys: ['ana.kestrelwood@gmail.com', '+5511987650110'] };
    expect(verdict(marked, { ...ANA, id: 'b' })).toEqual([]);
    expect(verdict(ANA, { ...ANA, id: 'b' }, { ...marked, id: 'c' })).toEqual([]);
    expect(verdict(marked, { ...ANA, id: 'b', emails: ['a.nakestrelwood+x@gmail.com'], phones: [] })).toEqual([]);
  });
});

describe('what the user rejected', () => {
  const twice = [ANA, { ...ANA, id: 'b' }, { ...ANA, id: 'c' }];

  it('never comes back, not as a pair and not by way of a third', () => {
    const rejected = new Set([pairKey('c', 'ana')]);
    const { pairs, clusters } = among(twice, { rejected });
    const mine = pairs.filter(({ ids }) => ids.some((id) => ['ana', 'b', 'c'].includes(id)));
    expect(mine.map(({ ids }) => pairKey(...ids)).sort()).toEqual([pairKey('ana', 'b'), pairKey('b', 'c')]);
    expect(clusters.filter(({ ids }) => ids.includes('ana' as CustomerId) && ids.includes('c' as CustomerId))).toEqual(
      [],
    );
  });

  it('is the only reason why three that belong together are not', () => {
    expect(among(twice).clusters).toContainEqual(
      expect.objectContaining({ ids: ['ana', 'b', 'c'], certainty: 'sure' }),
    );
  });
});

describe('a group of people', () => {
  it('does not bring father and son together by a record that fits both', () => {
    const { clusters } = among([
      { id: 'father', name: 'John Kestrelwood', phones: ['+5511987650110'], birthday: '1950-01-02' },
      { id: 'between', name: 'John Kestrelwood', phones: ['+5511987650110'] },
      { id: 'son', name: 'John Kestrelwood', phones: ['+5511987650110'], birthday: '1985-05-06' },
    ]);
    const mine = clusters.filter(({ ids }) => ids.includes('between' as CustomerId));
    expect(mine).toHaveLength(1);
    expect(mine[0]?.ids).toHaveLength(2);
  });

  it('is as sure as its weakest necessary link', () => {
    const { clusters } = among([ANA, { ...ANA, id: 'b' }, { id: 'c', phones: ANA.phones ?? [] }]);
    expect(clusters.find(({ ids }) => ids.includes('c' as CustomerId))).toMatchObject({
      ids: ['ana', 'b', 'c'],
      certainty: 'likely',
    });
  });
});

describe('a search over a file', () => {
  it.each([11, 12, 13])('is right about sure pairs and finds nearly all (seed %i)', (seed) => {
    const file = peopleFile(seed, 8000);
    const { pairs, progress } = run(file.people);
    const truth = new Set(file.duplicates.map(([a, b]) => pairKey(a, b)));
    const isTrue = ({ ids }: { ids: readonly [CustomerId, CustomerId] }) => truth.has(pairKey(...ids));
    const sure = pairs.filter(({ certainty }) => certainty === 'sure');
    expect(truth.size).toBeGreaterThan(300);
    expect(sure.filter(isTrue).length / truth.size).toBeGreaterThan(0.4);
    expect(sure.filter(isTrue).length / sure.length).toBeGreaterThanOrEqual(0.99);
    expect(pairs.filter(isTrue).length / truth.size).toBeGreaterThanOrEqual(0.95);
    expect(progress.length).toBeGreaterThan(40);
  });

  it('gives the same whatever the order of the people', () => {
    const { people } = peopleFile(21, 1500);
    const { pairs, clusters } = run(people);
    fc.assert(
      fc.property(fc.shuffledSubarray([...people], { minLength: people.length }), (shuffled) => {
        const again = run(shuffled);
        expect(again.pairs).toEqual(pairs);
        expect(again.clusters).toEqual(clusters);
      }),
      { numRuns: 4 },
    );
  });

  it('leaves out what too many share, says so, and still finds the one that is there twice', () => {
    const crowd = Array.from(
      { length: 80 },
      (_, index): Given => ({ id: `p${index}`, name: 'Ana Lund', phones: [`+4420794${10000 + index}`] }),
    );
    const twin: Given = { id: 'twin', name: 'Lund, Ana', phones: ['+442079410017'] };
    const { pairs, skipped } = among([...crowd, twin]);
    expect(skipped).toContainEqual({ kind: 'name', blocks: 1, largest: 81 });
    const mine = pairs.filter(({ ids }) => ids.includes('twin' as CustomerId));
    expect(mine).toMatchObject([{ ids: ['p17', 'twin'], reasons: ['same-phone', 'name-order'] }]);
  });

  it('holds for empty files, one person, and people without anything', () => {
    expect(run([]).pairs).toEqual([]);
    expect(run([person(ANA)]).pairs).toEqual([]);
    expect(run([person({ id: 'a' }), person({ id: 'b' })]).pairs).toEqual([]);
  });
});
