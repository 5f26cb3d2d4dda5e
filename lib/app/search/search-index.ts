import type { CustomField } from '../../domain/custom-field.ts';
import { customValuesOf, searchText } from '../../domain/custom-value.ts';
import type { IdentityKind } from '../../domain/identity.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { createIndexBuilder } from '../../search/build.ts';
import type { SearchDoc, SearchField } from '../../search/document.ts';
import { emptySearch, openSearch, type Search } from '../../search/search.ts';
import type { Answers, Hit } from '../../search/segment.ts';
import type { Whole } from '../../storage/whole.ts';
import type { AppDeps } from '../deps.ts';
import type { CustomFields } from '../fields/custom-fields.ts';
import { everybody } from '../list/everybody.ts';

const INDEX = 'search';
/** Changed documents that are searched beside the index before it is made anew: so many, or this share of all. */
const CHANGED_MOST = 500;
const CHANGED_SHARE = 0.02;
/** A stored index of fewer people would be no quicker than reading them. */
const WORTH_STORING = 200;

/** Everybody on file by whatever is remembered of them. */
export interface SearchIndex {
  /** The best answers to what was typed, the best first. */
  find(typed: string, limit: number): Promise<readonly Hit[]>;
  /** The same, and whether that is all. */
  look(typed: string, limit: number): Promise<Answers>;
  /** Must be told of changed customers. */
  forget(customerIds: readonly CustomerId[] | 'many'): void;
  /** Custom fields were changed: the words that choices are found by are others now. */
  renew(): void;
  /** Makes the stored index anew when too much has changed since; for a quiet moment. */
  tidy(): Promise<void>;
}

const FIELD_OF: Readonly<Record<IdentityKind, SearchField['kind']>> = {
  email: 'email',
  relay: 'email',
  phone: 'phone',
  'masked-phone': 'phone',
  account: 'account',
  nick: 'account',
  'order-number': 'order',
};

/** What a customer may be found by; absent for somebody who is none, or no longer. */
function docOf(person: Whole, custom: readonly CustomField[]): SearchDoc | undefined {
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  const fields: SearchField[] = [];
  const put = (kind: SearchField['kind'], text: string | undefined) => {
    if (text) fields.push({ kind, text });
  };
  put('name', customer.name);
  put('company', customer.company);
  // Who was merged into them is found by what they are called on their own record.
  for (const other of person.members.slice(1).flatMap((member) => member.list('customers'))) {
    if (other.name !== customer.name) put('name', other.name);
    if (other.company !== customer.company) put('company', other.company);
    if (other.address !== customer.address) put('other', other.address);
  }
  for (const { kind, display } of person.list('identities')) put(FIELD_OF[kind], display);
  for (const tag of customer.tags) put('tag', tag);
  let at = customer.createdAt;
  for (const order of person.list('orders')) {
    put('order', order.number);
    at = Math.max(at, order.placedAt ?? 0);
  }
  for (const note of person.list('notes')) {
    put('note', note.body);
    at = Math.max(at, note.createdAt);
  }
  for (const message of person.list('interactions')) {
    put('other', message.subject);
    at = Math.max(at, message.at ?? message.createdAt);
  }
  put('other', customer.address);
  const values = custom.length > 0 ? customValuesOf(customer) : {};
  for (const field of custom) {
    const value = values[field.id];
    if (value !== undefined) put('other', searchText(field, value));
  }
  return { id: customer.id, at, fields };
}

export function createSearchIndex(
  { store, pace: createPace }: Pick<AppDeps, 'store' | 'pace'>,
  fields: CustomFields,
): SearchIndex {
  let custom: readonly CustomField[] = [];
  let opening: Promise<Search> | undefined;
  /** The stored index was found unusable. */
  let isDamaged = false;
  const stale = new Set<CustomerId>();

  function take(search: Search, person: Whole): void {
    const doc = docOf(person, custom);
    if (doc) search.put(doc);
    else search.remove(person.id);
    for (const { id } of person.members) if (id !== person.id) search.remove(id);
  }

  /** The stored index with everybody who changed since it was made. */
  async function open(): Promise<Search> {
    stale.clear();
    custom = await fields.all();
    const stored = isDamaged ? undefined : await store.derived(INDEX);
    const opened = stored && (await openSearch(stored.load));
    isDamaged ||= opened?.ok === false;
    const search = opened?.ok ? opened.value : emptySearch();
    for await (const person of everybody(store, opened?.ok ? stored?.covers : undefined)) take(search, person);
    return search;
  }

  async function current(): Promise<Search> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    const search = await opening;
    const ids = [...stale];
    stale.clear();
    if (ids.length === 0) return search;
    const people = await store.read((reader) => Promise.all(ids.map((id) => reader.whole(id))));
    for (const person of people) take(search, person);
    return search;
  }

  async function build(): Promise<void> {
    const pace = createPace();
    const covers = await store.state();
    custom = await fields.all();
    const chunks: [string, Uint8Array][] = [];
    const builder = createIndexBuilder((name, chunk) => chunks.push([name, chunk]));
    for await (const person of everybody(store)) {
      const doc = docOf(person, custom);
      if (doc) builder.add(doc);
      if (pace.isDue()) await pace.rest();
    }
    builder.finish();
    await store.replaceDerived(INDEX, covers, chunks);
    isDamaged = false;
    opening = undefined;
  }

  const look: SearchIndex['look'] = async (typed, limit) => {
    const found = await (await current()).look(typed, limit);
    if (found.ok) return found.value;
    // The stored one cannot be used: everybody is read, and at the next quiet moment it is made anew.
    isDamaged = true;
    const search = emptySearch();
    for await (const person of everybody(store)) take(search, person);
    opening = Promise.resolve(search);
    const again = await search.look(typed, limit);
    return again.ok ? again.value : { hits: [], isCut: false };
  };

  return {
    look,
    find: async (typed, limit) => (await look(typed, limit)).hits,
    renew() {
      // The words of everybody's choices may be others now: the stored ones are made anew at the next quiet moment.
      isDamaged = true;
      opening = undefined;
    },
    forget(customerIds) {
      if (customerIds === 'many') opening = undefined;
      else for (const id of customerIds) stale.add(id);
    },
    async tidy() {
      const covered = isDamaged ? undefined : (await store.derived(INDEX))?.covers;
      const countAll = async () => (await store.read((reader) => reader.summaries())).size;
      if (covered) {
        let changed = 0;
        for await (const _person of store.people(covered)) changed += 1;
        // Everybody is counted only when it matters: this comes after every edit.
        if (changed <= CHANGED_MOST || changed <= (await countAll()) * CHANGED_SHARE) return;
      } else if (!isDamaged && (await countAll()) < WORTH_STORING) return;
      await build();
    },
  };
}
