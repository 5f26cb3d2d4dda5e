import type { Features } from './features.ts';

/** How many people of the file have each value. */
export interface Census {
  readonly people: number;
  readonly names: ReadonlyMap<string, number>;
  readonly parts: ReadonlyMap<string, number>;
  readonly mailboxes: ReadonlyMap<string, number>;
  readonly phones: ReadonlyMap<string, number>;
  readonly addresses: ReadonlyMap<string, number>;
  readonly birthdays: ReadonlyMap<string, number>;
  readonly companies: ReadonlyMap<string, number>;
}

export function createCensus(): { count(person: Features): void; result(): Census } {
  const names = new Map<string, number>();
  const parts = new Map<string, number>();
  const mailboxes = new Map<string, number>();
  const phones = new Map<string, number>();
  const addresses = new Map<string, number>();
  const birthdays = new Map<string, number>();
  const companies = new Map<string, number>();
  let people = 0;
  const add = (counts: Map<string, number>, value: string) => {
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  return {
    count(person) {
      people++;
      const { name } = person;
      for (const key of name.keys) add(names, key);
      if (name.surname !== '') add(parts, name.surname);
      else for (const part of new Set(name.parts)) add(parts, part);
      for (const { mailbox } of person.emails) add(mailboxes, mailbox);
      for (const { national } of person.phones) add(phones, national);
      add(addresses, person.address);
      add(birthdays, person.birthday);
      add(companies, person.company);
    },
    result: () => ({ people, names, parts, mailboxes, phones, addresses, birthdays, companies }),
  };
}
