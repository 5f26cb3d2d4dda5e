import type { DuplicateCertainty, DuplicateReason } from '../../lib/domain/duplicates.ts';
import { DUPLICATE_REASONS } from '../../lib/domain/duplicates.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { DuplicateGroup, DuplicateWork } from '../../lib/messaging/duplicate-work.ts';
import { findAll } from '../../lib/view/duplicate-run.ts';

/** Customers who seem to be one person. */
export interface ConsoleDuplicate {
  /** On file longest first. */
  readonly ids: readonly CustomerId[];
  readonly certainty: DuplicateCertainty;
  /** What speaks for it before what speaks against it. */
  readonly reasons: readonly DuplicateReason[];
  readonly pairs: DuplicateGroup['pairs'];
}

export interface ConsoleMerges {
  duplicates(): Promise<ConsoleDuplicate[]>;
  merge(ids: readonly string[]): Promise<{ id: CustomerId; merged: number; undoId: ActionId }>;
  unmerge(id: string): Promise<{ ids: CustomerId[]; undoId: ActionId }>;
}

export interface ConsoleMergesDeps {
  readonly startDuplicateWork: () => DuplicateWork;
}

/** @param fail makes the error that a call rejects with */
export function createConsoleMerges(
  background: Background,
  fail: (failure: Failure) => Error,
  { startDuplicateWork }: ConsoleMergesDeps,
): ConsoleMerges {
  return {
    async duplicates() {
      const found = await findAll({
        background,
        startWork: startDuplicateWork,
        signal: new AbortController().signal,
        onProgress: () => {},
      });
      if (!found.ok) {
        const { error } = found;
        throw fail(error.type === 'cancelled' || error.type === 'finder-stopped' ? { type: 'disconnected' } : error);
      }
      return found.value.groups.map(({ ids, certainty, pairs }) => ({
        ids,
        certainty,
        reasons: DUPLICATE_REASONS.filter((reason) => pairs.some((pair) => pair.reasons.includes(reason))),
        pairs,
      }));
    },
    async merge(ids) {
      const actionId = background.newActionId();
      const answer = await background.call('merges.join', { actionId, groups: [ids as CustomerId[]] });
      if (!answer.ok) throw fail(answer.error);
      const profile = await background.call('customers.get', { customerId: ids[0] as CustomerId });
      const id = profile.ok && profile.value ? profile.value.customer.id : (ids[0] as CustomerId);
      return { id, merged: answer.value.merged, undoId: actionId };
    },
    async unmerge(id) {
      const actionId = background.newActionId();
      const answer = await background.call('merges.part', { actionId, customerId: id as CustomerId });
      if (!answer.ok) throw fail(answer.error);
      return { ids: answer.value.customerIds, undoId: actionId };
    },
  };
}
