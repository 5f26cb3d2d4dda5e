import fc from 'fast-check';

// Six customers and six orders, few enough that what is done meets what was done before.
export const MANY = 6;
const uuid = (kind: number, index: number) => `01900000-000${kind}-7000-8000-00000000000${index}`;
export const customerId = (index: number) => uuid(1, index);
export const orderId = (index: number) => uuid(2, index);
export const lineIds = (index: number) => [uuid(3, index), uuid(4, index)];
export const noteId = (index: number) => uuid(5, index);
export const messageId = (index: number) => uuid(8, index);
export const identityId = (index: number) => uuid(6, index);
export const emailOf = (index: number) => `c${index}@mail.example`;
export const HOMES = Array.from({ length: MANY }, (_, index) => [customerId(index), orderId(index)]).flat();

const one = fc.nat(MANY - 1);
const maybe = fc.option(one, { nil: null });
const word = fc.constantFrom('a', 'b', 'c');
const isTrue = fc.boolean();
const what = <K extends string, T>(kind: K, rest: { [P in keyof T]: fc.Arbitrary<T[P]> }) =>
  fc.record({ kind: fc.constant(kind), ...rest }) as fc.Arbitrary<{ kind: K } & T>;

/** What can be done to a file; what makes no sense as it is now is passed over. */
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: what('load', {
      customers: fc.uniqueArray(one, { maxLength: 4 }),
      orders: fc.uniqueArray(fc.record({ order: one, of: maybe, status: word }), {
        maxLength: 4,
        selector: ({ order }) => order,
      }),
      word,
    }),
  },
  { weight: 2, arbitrary: what('name', { who: one, word }) },
  { weight: 2, arbitrary: what('tag', { who: one, word, isAdd: isTrue }) },
  { weight: 2, arbitrary: what('note', { who: one, word }) },
  { weight: 1, arbitrary: what('message', { who: one, word }) },
  { weight: 2, arbitrary: what('delete', { table: fc.constantFrom('customers', 'orders', 'notes'), at: one, isTrue }) },
  { weight: 3, arbitrary: what('give', { order: one, to: maybe }) },
  { weight: 1, arbitrary: what('status', { order: one, word }) },
  { weight: 1, arbitrary: what('quantity', { order: one, quantity: one }) },
  {
    weight: 2,
    arbitrary: what('merge', { pairs: fc.array(fc.tuple(one, one), { minLength: 1, maxLength: 2 }), isLoad: isTrue }),
  },
  { weight: 1, arbitrary: what('part', { who: one }) },
  { weight: 5, arbitrary: what('undo', { back: fc.nat(4) }) },
  { weight: 4, arbitrary: what('redo', { back: fc.nat(2) }) },
  { weight: 1, arbitrary: what('erase', { who: one }) },
  { weight: 4, arbitrary: what('tidy', {}) },
  { weight: 1, arbitrary: what('restore', {}) },
);
export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
/** At which question to the database the worker is stopped while it does this; not at all for most. */
export const step = fc.record({
  deed,
  stop: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }) }),
});
