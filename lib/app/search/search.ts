import type { CustomerId } from '../../domain/ids.ts';
import { done, type HandlersOf } from '../deps.ts';
import type { CustomerList } from '../list/customer-list.ts';
import type { SearchIndex } from './search-index.ts';

/** Finds customers by any part of what is on file of them; each with what it was found by. */
export function searchHandlers(index: SearchIndex, list: CustomerList): HandlersOf<'search'> {
  return {
    async 'search.run'({ text, limit }) {
      if (text.trim() === '') return done([]);
      const hits = await index.find(text, limit);
      const rows = await Promise.all(hits.map(({ id }) => list.row(id as CustomerId)));
      return done(
        hits.flatMap(({ fields }, place) => {
          const customer = rows[place];
          // The name stands there anyway: what else answers says more.
          const best = fields.find(({ kind }) => kind !== 'name') ?? fields[0];
          if (!customer || !best) return [];
          // Another name is one of a record that was merged.
          const isName = best.kind === 'name' && best.text === customer.name;
          const ranges = isName ? [] : best.ranges.map(([from, to]): [number, number] => [from, to]);
          const name = fields.find(({ kind }) => kind === 'name');
          const nameRanges =
            name?.text === customer.name ? name.ranges.map(([from, to]): [number, number] => [from, to]) : [];
          return [{ customer, field: best.kind, excerpt: isName ? '' : best.text, ranges, nameRanges }];
        }),
      );
    },
  };
}
