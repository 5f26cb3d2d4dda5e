import type { RawFile, RawOrders } from './raw-file.ts';

/** A file in which some people are as another reading says; whoever is in neither is gone. */
export function withoutPeople(file: RawFile, gone: ReadonlySet<string>, anew: RawFile): RawFile {
  const places = new Int32Array(file.people.length).fill(-1);
  const kept = file.people.filter(({ id }, place) => {
    if (gone.has(id)) return false;
    places[place] = 0;
    return true;
  });
  let next = 0;
  for (let place = 0; place < places.length; place += 1) {
    if (places[place] === -1) continue;
    places[place] = next;
    next += 1;
  }
  const contactAt = new Float64Array(kept.length + anew.people.length);
  for (let place = 0; place < places.length; place += 1) {
    const to = places[place] as number;
    if (to >= 0) contactAt[to] = file.contactAt[place] as number;
  }
  contactAt.set(anew.contactAt, kept.length);
  const currencies = [...file.currencies];
  const currencyPlaces = anew.currencies.map((code) => {
    const known = currencies.indexOf(code);
    return known >= 0 ? known : currencies.push(code) - 1;
  });
  return {
    people: [...kept, ...anew.people],
    orders: joined(file.orders, places, anew.orders, kept.length, currencyPlaces),
    currencies,
    contactAt,
    guests: toldAnew(file.guests, gone, anew.guests),
    undated: toldAnew(file.undated, gone, anew.undated),
  };
}

function toldAnew<T>(
  before: ReadonlyMap<string, T>,
  gone: ReadonlySet<string>,
  anew: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const told = new Map(before);
  for (const id of gone) told.delete(id);
  for (const [id, one] of anew) told.set(id, one);
  return told;
}

function joined(
  before: RawOrders,
  places: Int32Array,
  anew: RawOrders,
  firstPlace: number,
  currencyPlaces: readonly number[],
): RawOrders {
  let count = anew.count;
  for (let row = 0; row < before.count; row += 1) if ((places[before.owner[row] as number] as number) >= 0) count += 1;
  const made = {
    count,
    owner: new Uint32Array(count),
    at: new Float64Array(count),
    kind: new Uint8Array(count),
    currency: new Uint16Array(count),
    total: new Float64Array(count),
    refunded: new Float64Array(count),
  };
  let to = 0;
  const take = (from: RawOrders, row: number, owner: number, currency: number) => {
    made.owner[to] = owner;
    made.at[to] = from.at[row] as number;
    made.kind[to] = from.kind[row] as number;
    made.currency[to] = currency;
    made.total[to] = from.total[row] as number;
    made.refunded[to] = from.refunded[row] as number;
    to += 1;
  };
  for (let row = 0; row < before.count; row += 1) {
    const owner = places[before.owner[row] as number] as number;
    if (owner >= 0) take(before, row, owner, before.currency[row] as number);
  }
  for (let row = 0; row < anew.count; row += 1) {
    const currency = anew.currency[row] as number;
    take(anew, row, firstPlace + (anew.owner[row] as number), currencyPlaces[currency] ?? currency);
  }
  return made;
}
