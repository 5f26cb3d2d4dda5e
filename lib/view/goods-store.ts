import { type ReadonlySignal, signal } from '@preact/signals';
import { conditionsIn, type FilterNode } from '../domain/filter.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { SoldGoods } from '../messaging/offer-contract.ts';

/** The goods that customers are asked about: what they are called, and which there are. */
export interface GoodsStore {
  /** By key; those that were asked for, as far as they have been sold. */
  readonly names: ReadonlySignal<ReadonlyMap<string, SoldGoods>>;
  /** Has those named that no name is known of; none is asked for twice. */
  name(keys: readonly string[]): void;
  /** Those whose name or SKU has the text, those whom most bought first; waits until it has been counted who bought what. */
  find(text: string): Promise<Result<{ readonly goods: readonly SoldGoods[]; readonly total: number }, Failure>>;
}

const FOUND_MOST = 40;
/** So many may be asked for at once. */
const NAMED_MOST = 200;

/** The goods that conditions ask for. */
export const goodsIn = (where: readonly FilterNode[]): readonly string[] => [
  ...new Set(conditionsIn(where).flatMap((one) => (one.attribute === 'bought' && 'values' in one ? one.values : []))),
];

export function createGoodsStore(background: Background): GoodsStore {
  const names = signal<ReadonlyMap<string, SoldGoods>>(new Map());
  const asked = new Set<string>();
  const keep = (goods: readonly SoldGoods[]) => {
    if (goods.length > 0) names.value = new Map([...names.peek(), ...goods.map((one) => [one.key, one] as const)]);
  };

  async function ask(keys: readonly string[]): Promise<void> {
    const answer = await background.call('offers.goods', { text: '', limit: 0, keys: [...keys] });
    if (answer.ok) keep(answer.value.known);
    // Whoever shows them next asks again.
    else for (const key of keys) asked.delete(key);
  }

  return {
    names,
    name(keys) {
      const unknown = keys.filter((key) => !asked.has(key)).slice(0, NAMED_MOST);
      for (const key of unknown) asked.add(key);
      if (unknown.length > 0) void ask(unknown);
    },
    async find(text) {
      const answer = await background.call('offers.goods', { text: text.trim(), limit: FOUND_MOST });
      if (!answer.ok) return answer;
      keep(answer.value.goods);
      return ok(answer.value);
    },
  };
}
