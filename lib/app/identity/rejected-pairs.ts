import type { CustomerId } from '../../domain/ids.ts';
import type { Edit } from '../../storage/action.ts';
import type { Reader } from '../../storage/reader.ts';
import type { AppDeps } from '../deps.ts';

/** Two customers of whom the user said that they are two. */
export type Pair = readonly [CustomerId, CustomerId];

const PREFIX = 'customer:';

/** The pairs that are remembered. */
export async function rejectedPairs(reader: Reader): Promise<Pair[]> {
  const all = await reader.allOfShop('rejections');
  return all.flatMap(({ personKey, customerId }): Pair[] =>
    personKey.startsWith(PREFIX) ? [[personKey.slice(PREFIX.length) as CustomerId, customerId]] : [],
  );
}

/** The edits that remember that two customers are two, or forget it. Equal in every browser, whichever way round. */
export function pairEdits(deps: Pick<AppDeps, 'nameId'>, [a, b]: Pair, areTwo: boolean): Edit[] {
  const [first, second] = a < b ? [a, b] : [b, a];
  const personKey = `${PREFIX}${first}`;
  const id = deps.nameId('rejection', `${personKey} ${second}`);
  const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'rejections', id, field, value });
  if (!areTwo) return [set('deleted', true)];
  return [set('personKey', personKey), set('customerId', second), set('deleted', false)];
}

/** Each two of some customers. */
export function* pairsOf(ids: readonly CustomerId[]): Generator<Pair> {
  for (const [at, one] of ids.entries()) for (const other of ids.slice(at + 1)) yield [one, other];
}
