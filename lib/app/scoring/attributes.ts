import type { CustomField } from '../../domain/custom-field.ts';
import { customRegister } from '../../domain/custom-field.ts';
import type { CustomValues } from '../../domain/custom-value.ts';
import { STAGES } from '../../domain/receipt.ts';
import { ABC, GROUPS } from '../../domain/score.ts';
import { isSaid } from '../../scoring/chances.ts';
import type { FigureColumns } from '../../scoring/figure-columns.ts';
import type { CustomerFigures } from '../../scoring/figures.ts';
import { shareBelow } from '../../scoring/numeric/ranks.ts';
import type {
  AttributeColumn,
  AttributeColumns,
  Attributes,
  AttributeValue,
} from '../../scoring/rules/attribute-columns.ts';
import { gathered } from '../../scoring/rules/gathered.ts';
import { attributeOfField } from '../../scoring/rules/known-attributes.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';

/** What the rules ask of a customer beside their figures. */
export interface Known {
  readonly tags: readonly string[];
  custom(): CustomValues;
}

/** What the rules compare with, and what values are read by. */
export interface Comparison {
  readonly model: ShopModel;
  readonly netQuantiles: readonly number[];
  readonly fields: readonly CustomField[];
  readonly currency: string | undefined;
}

/** What rules can ask of one customer; nothing where nothing is known. */
export function attributesOf(
  figures: CustomerFigures,
  refundShare: number | undefined,
  { tags, custom, segments }: Known & { readonly segments?: readonly string[] | undefined },
  { model, netQuantiles, fields, currency }: Comparison,
): Attributes {
  const { n, sinceDays, firstDay, net, r, f, m, group, abc, stage, pBuy, valueRank } = figures;
  const own: Record<string, AttributeValue> = {};
  if (fields.length > 0) {
    const values = custom();
    for (const field of fields)
      own[customRegister(field.id)] = attributeOfField(field, values[field.id], model.asOfDay, currency);
  }
  return {
    ...{ pBuy: isSaid(model) ? pBuy : undefined, valueRank, stage, refundShare, purchases: n, sinceDays },
    tenureDays: firstDay === undefined ? undefined : model.asOfDay - firstDay,
    netRank: net === undefined ? undefined : shareBelow(netQuantiles, net),
    ...{ recency: r, frequency: f, monetary: m, group, abc, tag: tags, segment: segments },
    ...own,
  };
}

/** The same of many, a column an attribute, made when first asked for. */
export function attributeColumns(
  figures: FigureColumns,
  /** Places of those who are scored. */
  rows: Uint32Array,
  refundShare: Float64Array,
  known: (place: number) => Known,
  { model, netQuantiles, fields, currency }: Comparison,
): AttributeColumns {
  const columns = new Map<string, AttributeColumn | undefined>();
  const gather = (values: ArrayLike<number>): AttributeColumn | undefined => numberColumn(gathered(values, rows));
  const codes = (words: readonly string[], values: Uint8Array): AttributeColumn => ({
    ...{ kind: 'choice', words },
    at: gathered(values, rows).map((code) => code - 1),
  });
  function make(attribute: string): AttributeColumn | undefined {
    switch (attribute) {
      case 'pBuy':
        return isSaid(model) ? gather(figures.pBuy) : undefined;
      case 'valueRank':
        return gather(figures.valueRank);
      case 'stage':
        return codes(STAGES, figures.stage);
      case 'refundShare':
        return gather(refundShare);
      case 'purchases':
        return gather(figures.n);
      case 'sinceDays':
        return gather(figures.sinceDays);
      case 'tenureDays':
        return gather(figures.firstDay.map((day) => model.asOfDay - day));
      case 'netRank':
        return gather(figures.net.map((net) => (Number.isNaN(net) ? net : shareBelow(netQuantiles, net))));
      case 'recency':
        return gather(fifths(figures.r));
      case 'frequency':
        return gather(fifths(figures.f));
      case 'monetary':
        return gather(fifths(figures.m));
      case 'group':
        return codes(GROUPS, figures.group);
      case 'abc':
        return codes(ABC, figures.abc);
      case 'tag':
        return listColumn(Array.from(rows, (row) => known(row).tags));
      default: {
        const field = fields.find(({ id }) => customRegister(id) === attribute);
        if (!field) return undefined;
        return columnOf(
          Array.from(rows, (row) => attributeOfField(field, known(row).custom()[field.id], model.asOfDay, currency)),
        );
      }
    }
  }
  return {
    n: rows.length,
    column(attribute) {
      if (!columns.has(attribute)) columns.set(attribute, make(attribute));
      return columns.get(attribute);
    },
  };
}

const fifths = (codes: Uint8Array): Float64Array =>
  Float64Array.from(codes, (code) => (code === 0 ? Number.NaN : code));

const numberColumn = (values: Float64Array): AttributeColumn | undefined =>
  values.some((value) => Number.isFinite(value)) ? { kind: 'number', values } : undefined;

/** A column of values as they come: all numbers, all words, or lists of words. */
function columnOf(values: readonly AttributeValue[]): AttributeColumn | undefined {
  const some = values.find((value) => value !== undefined);
  if (some === undefined) return undefined;
  if (typeof some === 'number')
    return {
      kind: 'number',
      values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
    };
  if (typeof some !== 'string') return listColumn(values as readonly (readonly string[] | undefined)[]);
  const words = [...new Set(values.filter((value) => typeof value === 'string'))];
  const places = new Map(words.map((word, place) => [word, place]));
  return { kind: 'choice', words, at: Int32Array.from(values, (value) => places.get(value as string) ?? -1) };
}

export function listColumn(lists: readonly (readonly string[] | undefined)[]): AttributeColumn {
  const places = new Map<string, number>();
  const at: number[] = [];
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => {
    for (const word of list ?? []) {
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      at.push(place);
    }
    starts[index + 1] = at.length;
  });
  const isKnown = lists.every((list) => list !== undefined);
  return {
    ...{ kind: 'choices', words: [...places.keys()], starts, at },
    ...(isKnown ? {} : { known: Uint8Array.from(lists, (list) => Number(list !== undefined)) }),
  };
}
