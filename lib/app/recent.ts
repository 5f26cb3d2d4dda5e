import * as z from 'zod/mini';
import { CustomerId } from '../domain/ids.ts';
import { localKey } from '../storage/database.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import type { CustomerList } from './list/customer-list.ts';

const KEY = 'recent';
const MOST = 12;
const Recent = z.array(CustomerId);

/** Who was opened last: of this device alone, outside the log. */
export function recentHandlers(deps: AppDeps, list: CustomerList): HandlersOf<'recent'> {
  let known: Promise<readonly CustomerId[]> | undefined;
  const read = () => {
    known ??= deps.store
      .read((reader) => reader.local(KEY))
      .then((held) => z.safeParse(Recent, held).data ?? [])
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  };
  return {
    async 'recent.list'() {
      const rows = await Promise.all((await read()).map(list.row));
      return done(rows.filter((row) => row !== undefined));
    },
    async 'recent.add'({ customerId }) {
      const before = await read();
      if (before[0] === customerId) return done({});
      const next = [customerId, ...before.filter((id) => id !== customerId)].slice(0, MOST);
      known = Promise.resolve(next);
      await deps.store.writeLocal(async (transaction) => {
        await transaction.objectStore('meta').put(next, localKey(KEY));
      });
      return done({});
    },
  };
}
