import type { NewCustomer } from '../../../lib/messaging/contract.ts';
import { seeded } from './random.ts';

/** The customer whose every word is a secret; the page knows the address and nothing else. */
export const EMAIL = 'watched@mail.example';

const random = seeded(0x5ec);
const word = () => Array.from({ length: 10 }, () => random.pick([...'bcdfghjklmnpqrstvwxz'])).join('');

/** 200 words that stand nowhere but in the customer file. */
export const canaries: readonly string[] = [...new Set(Array.from({ length: 210 }, () => `Q${word()}`))].slice(0, 200);

/** Lets several of the words go, each once. */
function taker() {
  let at = 0;
  return (count: number) => {
    const taken = canaries.slice(at, at + count);
    at += count;
    return taken;
  };
}
const take = taker();

const orderOf = (word: string, index: number): NonNullable<NewCustomer['orders']>[number] => ({
  number: word,
  placedAt: Date.UTC(2026, index % 9, 1 + (index % 27)),
  currency: 'USD',
  totalMinor: 1000 + index,
  lines: [{ name: take(1)[0] ?? '', quantity: 1 }],
});

export const watched: NewCustomer = {
  name: take(2).join(' '),
  company: take(2).join(' '),
  address: take(4).join(' '),
  emails: [EMAIL, ...take(4).map((word) => `${word}@mail.example`)],
  tags: take(24),
  notes: Array.from({ length: 28 }, () => take(5).join(' ')),
  orders: take(12).map(orderOf),
};

/** Those of the words that stand in a text, however it is cased. */
export function canariesIn(text: string): string[] {
  const lower = text.toLowerCase();
  return canaries.filter((word) => lower.includes(word.toLowerCase()));
}
