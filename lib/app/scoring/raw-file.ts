import { orderKind } from '../../scoring/customer-stats.ts';
import type { ColumnVisitor } from '../../storage/scan-columns.ts';
import type { Outline } from '../../storage/segments/summary-chunk.ts';

/** What an order is to the books; what is none of these is not read. */
export const PURCHASE = 1;
export const CREDIT = 2;
/** Paid, and given back in full. */
export const REFUNDED = 3;

/** Orders in no order, as they are on file: no day, no base currency yet, so that other settings need no reading. */
export interface RawOrders {
  readonly count: number;
  /** Place of the customer. */
  readonly owner: Uint32Array;
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  /** Place in `currencies`; `NO_CURRENCY` for none. */
  readonly currency: Uint16Array;
  /** Minor units of that currency; NaN where no page said. */
  readonly total: Float64Array;
  /** What was given back of it. */
  readonly refunded: Float64Array;
}
export const NO_CURRENCY = 0xffff;

/** An order of nobody, as `RawOrders` has those of customers. */
export interface GuestOrder {
  readonly at: number;
  readonly isCredit: boolean;
  readonly currency: string | undefined;
  readonly total: number;
  readonly refunded: number;
}

/** Everybody's orders as read from the file. Places are those of `people`; merged records are one person. */
export interface RawFile {
  readonly people: readonly Outline[];
  readonly orders: RawOrders;
  readonly currencies: readonly string[];
  /** Latest message either way; NaN without one. */
  readonly contactAt: Float64Array;
  /** Orders of nobody, by the record that holds them: they count for the shop, never for one giant customer. */
  readonly guests: ReadonlyMap<string, readonly GuestOrder[]>;
  /** Orders without a date, which no model can place, by whose they are. */
  readonly undated: ReadonlyMap<string, number>;
}

const FIRST_ROOM = 4096;

/** Collects what a reading of the file tells. */
export function createRawFile(
  people: readonly Outline[],
  /** About how many orders are to come. */
  room = FIRST_ROOM,
): { readonly visitor: ColumnVisitor; finish(): RawFile } {
  const placeOf = new Map<string, number>();
  people.forEach(({ id, members }, place) => {
    placeOf.set(id, place);
    for (const member of members ?? []) placeOf.set(member, place);
  });
  const contactAt = new Float64Array(people.length).fill(Number.NaN);
  const currencies: string[] = [];
  const currencyPlaces = new Map<unknown, number>();
  let [owner, at, kind] = [new Uint32Array(room), new Float64Array(room), new Uint8Array(room)];
  let [currency, total] = [new Uint16Array(room), new Float64Array(room)];
  let refunded = new Float64Array(room);
  let count = 0;
  const guests = new Map<string, GuestOrder[]>();
  const undated = new Map<string, number>();
  let place: number | undefined;
  let guest: string | undefined;

  function currencyOf(code: unknown): number {
    if (typeof code !== 'string') return NO_CURRENCY;
    const known = currencyPlaces.get(code);
    if (known !== undefined) return known;
    if (currencies.length === NO_CURRENCY) return NO_CURRENCY;
    currencyPlaces.set(code, currencies.length);
    return currencies.push(code) - 1;
  }
  function grow(): void {
    const longer = owner.length * 2 || FIRST_ROOM;
    const copy = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    owner = copy(new Uint32Array(longer), owner);
    at = copy(new Float64Array(longer), at);
    kind = copy(new Uint8Array(longer), kind);
    currency = copy(new Uint16Array(longer), currency);
    total = copy(new Float64Array(longer), total);
    refunded = copy(new Float64Array(longer), refunded);
  }

  return {
    visitor: {
      home(id, isCustomer) {
        place = placeOf.get(id);
        // A deleted customer's orders are nobody's, but they are not a guest's either.
        guest = place === undefined && !isCustomer ? id : undefined;
      },
      order(placedAt, status, code, sum, back) {
        const is = orderKind(status, sum, back);
        if (is === 'none') return;
        const whose = place === undefined ? guest : (people[place]?.id ?? '');
        if (whose === undefined) return;
        if (Number.isNaN(placedAt)) {
          undated.set(whose, (undated.get(whose) ?? 0) + 1);
          return;
        }
        if (place === undefined) {
          // What was given back in full is neither a purchase nor money.
          if (is === 'refunded') return;
          const own = guests.get(whose) ?? [];
          guests.set(whose, own);
          const currency = typeof code === 'string' ? code : undefined;
          own.push({ at: placedAt, isCredit: is === 'credit', currency, total: sum, refunded: back });
          return;
        }
        if (count === owner.length) grow();
        owner[count] = place;
        at[count] = placedAt;
        kind[count] = is === 'purchase' ? PURCHASE : is === 'credit' ? CREDIT : REFUNDED;
        currency[count] = currencyOf(code);
        total[count] = sum;
        refunded[count] = back;
        count += 1;
      },
      contact(when) {
        if (place === undefined || contactAt[place] === undefined) return;
        const known = contactAt[place] as number;
        if (Number.isNaN(known) || when > known) contactAt[place] = when;
      },
    },
    finish: () => ({
      people,
      orders: {
        count,
        owner: owner.subarray(0, count),
        at: at.subarray(0, count),
        kind: kind.subarray(0, count),
        currency: currency.subarray(0, count),
        total: total.subarray(0, count),
        refunded: refunded.subarray(0, count),
      },
      currencies,
      contactAt,
      guests,
      undated,
    }),
  };
}
