import { expect, it } from 'vitest';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import { id, NOW, profileOf, rowOf, weber } from '../../tests/view/sample-file.ts';
import { besideRows } from './together.ts';

const person = (nth: number, phone: string, email: string): Beside => ({
  customer: { id: id(nth), name: 'Anna Müller', tags: [], createdAt: NOW },
  row: { ...rowOf(profileOf(weber)), id: id(nth) },
  identities: [
    { id: id(nth + 10), kind: 'phone', key: '+4915112345678', display: phone },
    { id: id(nth + 20), kind: 'email', key: 'anna@mail.example', display: email },
  ],
});

it('one number or address that is written in two ways is the same, and stands there as the main record has it', async () => {
  const words = { ...(await loadTranslator('en')), now: () => NOW };
  const people = [person(1, '0151 12345678', 'anna@mail.example'), person(2, '+49 151 12345678', 'Anna@Mail.example')];
  const rows = besideRows(people, id(2), words, []);
  expect(rows.find(({ key }) => key === 'phone')).toMatchObject({
    ...{ cells: [['0151 12345678'], ['+49 151 12345678']], differs: false },
    together: { main: ['+49 151 12345678'] },
  });
  expect(rows.find(({ key }) => key === 'email')).toMatchObject({
    ...{ differs: false, together: { main: ['Anna@Mail.example'] } },
  });
});
