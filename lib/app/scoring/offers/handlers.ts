import type { Result } from '../../../domain/result.ts';
import { err } from '../../../domain/result.ts';
import { ComputeEnd } from '../../../messaging/compute-work.ts';
import type { Failure } from '../../../messaging/contract.ts';
import type { CustomerOffers } from '../../../messaging/offer-work.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../../deps.ts';
import { FAILURE_OF } from '../handlers.ts';
import type { Offers } from './offers.ts';
import { offersOf, pairReport } from './offers-of.ts';

const PENDING: CustomerOffers = { baskets: 0, offers: [], none: 'pending' };

/** What is asked about goods that are bought together. */
export function offerHandlers(deps: AppDeps, offers: Offers): HandlersOf<'offers'> {
  const counted = async <T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ComputeEnd) return err<Failure>({ type: FAILURE_OF[error.reason] });
      throw error;
    }
  };
  return {
    'offers.of': ({ customerId, wait = false }) =>
      counted(async () => {
        const pairs = await (wait ? offers.whenCounted() : offers.pairs());
        const found = await deps.store.read(async (reader) => {
          const person = await reader.whole(customerId);
          if (person.list('customers').length === 0) return undefined;
          const [orders, lines] = [person.list('orders'), person.list('lines')];
          return pairs ? offersOf({ orders, lines }, pairs, deps.now()) : PENDING;
        });
        return found ? done(JSON.stringify(found)) : notFound;
      }),
    'offers.pairs': () => counted(async () => done(JSON.stringify(pairReport(await offers.whenCounted())))),
  };
}
