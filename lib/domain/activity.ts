import * as z from 'zod/mini';
import { ActionId, CustomerId } from './ids.ts';
import { Source } from './profile.ts';
import { TABLES } from './tables.ts';
import { EpochMs } from './time.ts';

/** One action of this file, for reading. */
export const ActivityEntry = z.object({
  /** Where it stands in the order of actions; what a further page is asked from. */
  seq: z.int(),
  actionId: ActionId,
  /** As `notes.add`. For an undo or redo: the action that it was for. */
  action: z.string(),
  mode: z.enum(['do', 'undo', 'redo']),
  at: EpochMs,
  source: Source,
  automatic: z.boolean(),
  /** Its effects are taken back at present. */
  undone: z.boolean(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  /** Whom it concerned; the first few. */
  customers: z.array(z.object({ id: CustomerId, name: z.string(), isDeleted: z.boolean() })),
  /** How many customers in all. */
  customerCount: z.int(),
  /** The fields it changed, the first few, as `name` or `custom:<id>`. */
  fields: z.array(z.object({ table: z.enum(TABLES), field: z.string() })),
  /** What of the shop's own it concerned, as a custom field or a saved filter, by name; the first few. */
  things: z.array(z.string()),
  /** For an import its file; customers of an import, or things deleted for good, as they were counted. */
  file: z.optional(z.string()),
  rows: z.optional(z.int()),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;
