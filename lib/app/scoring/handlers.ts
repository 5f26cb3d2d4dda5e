import type * as z from 'zod/mini';
import type { Tier } from '../../domain/receipt.ts';
import { err, type Result } from '../../domain/result.ts';
import type { CustomerOutlook } from '../../domain/score.ts';
import { ATTEMPTS, type Compute, ComputeEnd } from '../../messaging/compute-work.ts';
import type { Failure, Push } from '../../messaging/contract.ts';
import type { scoreContract } from '../../messaging/score-contract.ts';
import type { ScoringProgress } from '../../messaging/score-work.ts';
import type { Whole } from '../../storage/whole.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import { FAILURE_OF } from './compute-failure.ts';
import { readMoves } from './move-log.ts';
import { outlookOf } from './outlook.ts';
import type { Overnight } from './overnight.ts';
import type { TierMove } from './score-head.ts';
import type { Scores } from './scores.ts';

type ScoreMethod = keyof typeof scoreContract;
type Answered = Extract<
  ScoreMethod,
  'score.models' | 'score.overview' | 'score.today' | 'score.preview' | 'score.rehearse'
>;

/** What is asked about scores: of one customer worked out here, of all of them by the worker. */
export function scoreHandlers(
  deps: AppDeps & { readonly compute: Compute; readonly tell: (push: Push) => void },
  scores: Scores,
  overnight: Overnight,
  /** Breaks off what is done after the scores. */
  cancelAfter: () => void,
): HandlersOf<'score'> {
  const asking = new Map<string, AbortController>();

  const refused = ({ reason }: ComputeEnd) => err<Failure>({ type: FAILURE_OF[reason] });
  /** The answer to what waits for the first scoring. */
  async function onceScored<T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
    try {
      await scores.whenScored();
      return await work();
    } catch (error) {
      if (error instanceof ComputeEnd) return refused(error);
      throw error;
    }
  }

  async function ask<T>(method: string, request: object): Promise<Result<T, Failure>> {
    const onProgress = (progress: ScoringProgress) => deps.tell({ event: 'scoring', ...progress });
    const controller = asking.get(method) ?? new AbortController();
    asking.set(method, controller);
    const { signal } = controller;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return done(await deps.compute.ask<T>(method, { ...request, at: deps.now() }, { signal, onProgress }));
      } catch (error) {
        if (!(error instanceof ComputeEnd)) throw error;
        if (error.reason === 'lost' && attempt < ATTEMPTS) continue;
        return refused(error);
      }
    }
  }
  const asText =
    <M extends Answered>(method: M) =>
    (request: z.output<(typeof scoreContract)[M]['request']>) =>
      ask<string>(method.slice('score.'.length), request as object);

  return {
    'score.get': ({ customerId }) =>
      onceScored(async () => {
        const score = await scores.scorer();
        return done(await deps.store.read(async (reader) => score(await reader.whole(customerId)).receipt));
      }),
    'score.outlook': ({ customerId }) =>
      onceScored(async () => {
        const [now, standings] = await Promise.all([scores.now(), scores.standings()]);
        if (!now) return err({ type: 'disconnected' });
        const outlook = await deps.store.read(async (reader) => {
          const person = await reader.whole(customerId);
          const outlook = outlookOf(person, now, standings.of(person.id));
          return outlook && { ...outlook, ...movesOf(person, outlook.tier, await readMoves(reader)) };
        });
        return outlook ? done(outlook) : notFound;
      }),
    'score.models': asText('score.models'),
    'score.overview': asText('score.overview'),
    'score.today': asText('score.today'),
    'score.preview': asText('score.preview'),
    'score.rehearse': asText('score.rehearse'),
    async 'score.seen'({ asOf }) {
      await overnight.seen(asOf);
      return done({});
    },
    'score.rows': (request) => ask('rows', request),
    async 'score.cancel'({ what }) {
      for (const [method, controller] of asking)
        if (what === undefined || method === what) {
          controller.abort();
          asking.delete(method);
        }
      if (what === undefined) {
        scores.cancel();
        cancelAfter();
      }
      return done({});
    },
  };
}

/** So many of somebody's moves are told beside their tier. */
const MOVES_TOLD = 3;

/**
 * How somebody came to the tier that they have, the last move first. Of records that were merged each had moves of its own: only
 * those that lead to this tier are theirs.
 */
function movesOf(
  { members }: Whole,
  tier: Tier | undefined,
  moves: readonly TierMove[],
): Pick<CustomerOutlook, 'moves'> {
  const ids = new Set<string>(members.map(({ id }) => id));
  const own: NonNullable<CustomerOutlook['moves']>[number][] = [];
  let to: Tier | null | undefined = tier;
  for (const move of moves) {
    if (own.length === MOVES_TOLD) break;
    if (!ids.has(move.customerId) || move.to !== to) continue;
    own.push({ at: move.at, from: move.from, to: move.to, reason: move.reason });
    to = move.from;
  }
  return own.length === 0 ? {} : { moves: own };
}
