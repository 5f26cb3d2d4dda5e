import { useEffect } from 'preact/hooks';
import { type FilterNode, isGroup } from '../../lib/domain/filter.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { goodsIn } from '../../lib/view/goods-store.ts';
import { useTranslator } from '../app/app-context.ts';
import type { Naming } from './condition-text.ts';

const asksModels = (nodes: readonly FilterNode[]): boolean =>
  nodes.some((node) => (isGroup(node) ? asksModels(node.of) : /^(?:worth|clv12):/.test(node.attribute)));

/** What conditions are told with. What the models' amounts are in is asked for only where a condition is about them. */
export function useNaming(filters: FiltersStore, where: readonly FilterNode[]): Naming {
  const translator = useTranslator();
  const values = filters.values.value;
  const isAsked = values === undefined && asksModels(where);
  useEffect(() => {
    if (isAsked) void filters.loadValues();
  }, [isAsked, filters]);
  const { names, name } = filters.goods;
  const goods = goodsIn(where);
  const keys = JSON.stringify(goods);
  useEffect(() => name(JSON.parse(keys) as string[]), [keys, name]);
  return { translator, fields: filters.fields.value, base: values?.base, goods: names.value };
}
