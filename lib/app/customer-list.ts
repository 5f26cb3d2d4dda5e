import { type CustomField, fieldOfRegister } from '../domain/custom-field.ts';
import { sortKeyOf as customSortKey, searchText } from '../domain/custom-value.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { CUSTOMER_SORTS, CustomerRow, CustomSort } from '../domain/profile.ts';
import type { Summary } from '../domain/summary.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../scoring/lifecycle.ts';
import type { CustomFields } from './custom-fields.ts';
import type { AppDeps } from './deps.ts';
import type { Score, Scores } from './scores.ts';
import type { Summaries } from './summaries.ts';

export interface ListQuery {
  readonly sort: (typeof CUSTOMER_SORTS)[number] | CustomSort;
  readonly descending: boolean;
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}

/** The rows of the customer list. */
export interface CustomerList {
  page(query: ListQuery): Promise<{ rows: CustomerRow[]; total: number }>;
  row(customerId: CustomerId): Promise<CustomerRow | undefined>;
  /** Must be told when the data changed. */
  forget(): void;
}

/** What a list is sorted by: text, or a number that may be unknown; amounts of different currencies are kept apart. */
type SortKey = { readonly value: string | number | undefined; readonly group?: string | undefined };

/** Case, width and accents do not matter to a filter. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function createCustomerList(
  deps: AppDeps,
  summaries: Summaries,
  scores: Scores,
  fields: CustomFields,
): CustomerList {
  let comparing: Intl.Collator | undefined;
  let texts = new WeakMap<Summary, string>();
  let worded: readonly CustomField[] = [];
  let last: { key: string; sorted: Summary[] } | undefined;

  function textOf(summary: Summary): string {
    let text = texts.get(summary);
    if (text === undefined) {
      const { name, company, email, phone, others, tags } = summary;
      const own = worded.map((field) => {
        const value = summary.custom?.[field.id];
        return value === undefined ? '' : searchText(field, value);
      });
      text = fold([name, company, email, phone, phone.replace(/\D/g, ''), others, ...tags, ...own].join('\n'));
      texts.set(summary, text);
    }
    return text;
  }

  function rowOf({ stats, ...summary }: Summary, score: Score): CustomerRow {
    const receipt = score(stats);
    const net = stats.net[0];
    const { id, name, company, email, phone, tags, notes } = summary;
    return {
      ...{ id, name, company, email, phone, noteCount: notes, tags: [...tags] },
      orderCount: stats.orderCount,
      ...(stats.lastPurchaseAt === undefined ? {} : { lastPurchaseAt: stats.lastPurchaseAt }),
      ...(net ? { net: { currency: net.currency, amountMinor: net.amountMinor } } : {}),
      ...(receipt.type === 'scored' ? { score: receipt.score, tier: receipt.tier } : {}),
      stage: lifecycleOf(stats, DEFAULT_CLOCK, deps.now()).stage,
    };
  }

  return {
    async page({ sort, descending, filter, offset, limit }) {
      const [all, score, custom] = await Promise.all([summaries.all(), scores.scorer(), fields.all()]);
      if (custom !== worded) {
        worded = custom;
        texts = new WeakMap();
      }
      const key = JSON.stringify([sort, descending, filter]);
      if (last?.key !== key) {
        const words = fold(filter).split(/\s+/).filter(Boolean);
        const matching = [...all.values()].filter(
          (summary) => words.length === 0 || words.every((word) => textOf(summary).includes(word)),
        );
        // Made when first needed: making it takes longer than starting most of the rest.
        comparing ??= new Intl.Collator(undefined, { numeric: true });
        last = {
          key,
          sorted: sortBy(matching, (summary) => sortKeyOf(summary, sort, score, custom), descending, comparing),
        };
      }
      const { sorted } = last;
      return {
        rows: sorted.slice(offset, offset + limit).map((summary) => rowOf(summary, score)),
        total: sorted.length,
      };
    },
    async row(customerId) {
      const [all, score] = await Promise.all([summaries.all(), scores.scorer()]);
      const summary = all.get(customerId);
      return summary && rowOf(summary, score);
    },
    forget() {
      last = undefined;
    },
  };
}

function sortKeyOf(summary: Summary, sort: ListQuery['sort'], score: Score, custom: readonly CustomField[]): SortKey {
  const { stats } = summary;
  switch (sort) {
    case 'name':
      return { value: summary.name === '' ? undefined : summary.name };
    case 'lastPurchaseAt':
      return { value: stats.lastPurchaseAt };
    case 'orderCount':
      return { value: stats.orderCount };
    case 'net':
      return { value: stats.net[0]?.amountMinor, group: stats.net[0]?.currency };
    case 'score': {
      const receipt = score(stats);
      return { value: receipt.type === 'scored' ? receipt.score : undefined };
    }
    default: {
      const field = custom.find(({ id }) => id === fieldOfRegister(sort));
      return field ? customSortKey(field, summary.custom?.[field.id]) : { value: undefined };
    }
  }
}

/** Unknown values come last whichever way the list is turned; equal ones by name. */
function sortBy(
  summaries: readonly Summary[],
  keyOf: (summary: Summary) => SortKey,
  descending: boolean,
  collator: Intl.Collator,
): Summary[] {
  const turn = descending ? -1 : 1;
  const keyed = summaries.map((summary) => ({ summary, ...keyOf(summary) }));
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]): number => {
    if (a.value === undefined || b.value === undefined) {
      const known = Number(a.value === undefined) - Number(b.value === undefined);
      return known || collator.compare(a.summary.name, b.summary.name);
    }
    // Amounts of different currencies have no order: they are grouped.
    if (a.group !== b.group) return collator.compare(a.group ?? '', b.group ?? '');
    const order =
      typeof a.value === 'number' && typeof b.value === 'number'
        ? a.value - b.value
        : collator.compare(String(a.value), String(b.value));
    return turn * order || collator.compare(a.summary.name, b.summary.name);
  };
  return keyed.sort(compare).map(({ summary }) => summary);
}
