import { type CustomField, fieldOfRegister } from '../../domain/custom-field.ts';
import { sortKeyOf } from '../../domain/custom-value.ts';
import type { ListSort } from '../../domain/filter.ts';
import { STAGES, type Stage } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { ToldFigure } from '../scoring/told-figures.ts';
import type { SortReader } from './order.ts';

/** What sorting asks of people at places. */
export interface Sortable {
  readonly people: readonly (Summary | undefined)[];
  readonly fields: readonly CustomField[];
  score(place: number): number | undefined;
  stage(place: number): Stage;
  told(place: number, figure: ToldFigure): number | undefined;
  collator(): Intl.Collator;
}

/** How lists are put in order: a sort is a line here and its name in `CUSTOMER_SORTS`. */
export function sortReader(of: Sortable, sort: ListSort): SortReader {
  const { people } = of;
  const compareTexts = (a: string, b: string) => of.collator().compare(a, b);
  const text = (read: (summary: Summary) => string): SortReader => ({
    read: (place) => (people[place] && read(people[place])) || undefined,
    compareTexts,
  });
  switch (sort) {
    case 'name':
      return text(({ name }) => name);
    case 'email':
      return { ...text(({ email, phone }) => email || phone), compareTexts: byLetters };
    case 'lastPurchaseAt':
      return { read: (place) => people[place]?.stats.lastPurchaseAt };
    case 'orderCount':
      return { read: (place) => people[place]?.stats.orderCount };
    case 'noteCount':
      return { read: (place) => people[place]?.notes };
    case 'net':
      return {
        read: (place) => people[place]?.stats.net[0]?.amountMinor,
        group: (place) => people[place]?.stats.net[0]?.currency ?? '',
      };
    case 'score':
      return { read: of.score };
    case 'stage':
      return { read: (place) => STAGES.indexOf(of.stage(place)) };
    case 'clv12':
    case 'pBuy':
    case 'loss':
      return { read: (place) => of.told(place, sort) };
    default: {
      const field = of.fields.find(({ id }) => id === fieldOfRegister(sort));
      // Of a field that is gone nobody has a value.
      if (!field) return { read: () => undefined };
      const key = (place: number) => sortKeyOf(field, people[place]?.custom?.[field.id]);
      const isText = field.kind === 'text' || field.kind === 'link' || field.kind === 'date';
      return {
        read: (place) => key(place).value,
        ...(field.kind === 'money' ? { group: (place: number) => key(place).group ?? '' } : {}),
        ...(isText ? { compareTexts: field.kind === 'date' ? byLetters : compareTexts } : {}),
      };
    }
  }
}

const byLetters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
