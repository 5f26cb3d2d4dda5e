import type { ActionId, CustomerId } from '../domain/ids.ts';
import type { Source } from '../domain/profile.ts';
import type { Table } from '../domain/tables.ts';
import type { StoredAction } from './database.ts';

type At = { readonly table: Table; readonly id: string; readonly field: string };
/** A wished change. Those that would change nothing are dropped. `null` clears a register. */
export type Edit =
  | (At & { readonly kind: 'set'; readonly value: unknown })
  | (At & { readonly kind: 'add' | 'remove'; readonly element: string })
  | (At & { readonly kind: 'text'; readonly text: string });

export interface ActionHead {
  readonly id: ActionId;
  /** Contract method or automatic step, as `notes.add`, `record.message`. */
  readonly name: string;
  readonly source: Source;
  readonly mode?: StoredAction['mode'];
  readonly target?: ActionId;
  /** Done by the product on its own: can be undone by its id, but Undo does not stumble over it. */
  readonly automatic?: true;
}

/** What every open page hears after a commit. */
export interface CommitEvent {
  readonly actionId: ActionId;
  readonly tables: readonly Table[];
  /** Whose records changed; all may have when it is `'many'`. */
  readonly customerIds: readonly CustomerId[] | 'many';
}
