import { expect, it } from 'vitest';
import type { CustomerId } from '../../../lib/domain/ids.ts';
import type { PersonForMatching } from '../../../lib/identity/duplicates/person.ts';
import type { DuplicateAnswer } from '../../../lib/messaging/duplicate-work.ts';
import { id, NOW } from '../../../tests/view/sample-file.ts';
import { serveDuplicateWork } from './find.ts';

const person = (nth: number, more: Partial<PersonForMatching> = {}): PersonForMatching => ({
  ...{ id: id<CustomerId>(nth), name: '张伟', createdAt: NOW },
  ...{ emails: [], phones: ['+8613811112222'], maskedPhones: [], accounts: [], nicks: [] },
  ...more,
});

function groupsOf(people: readonly PersonForMatching[]): (readonly string[])[] {
  const answers: DuplicateAnswer[] = [];
  let tell: (message: unknown) => void = () => {};
  serveDuplicateWork(
    {
      send: (message) => void answers.push(message as DuplicateAnswer),
      listen: (listener) => {
        tell = listener;
      },
    },
    () => 0,
  );
  tell({ people: JSON.stringify(people) });
  tell({ find: { rejected: [] } });
  const last = answers.at(-1);
  return last && 'found' in last ? last.found.groups.map(({ ids }) => ids) : [];
}

it('of records made at once the one with more on file stands for the person', () => {
  const full = person(2, { emails: ['zhang@a.example'], company: '杭州茶行' });
  expect(groupsOf([person(1), full])).toEqual([[full.id, id(1)]]);
});

it('the record that is on file longer stands for the person, however little it says', () => {
  const full = person(1, { emails: ['zhang@a.example'], company: '杭州茶行' });
  expect(groupsOf([full, person(2, { createdAt: NOW - 1 })])).toEqual([[id(2), full.id]]);
});
