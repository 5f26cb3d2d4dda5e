import * as z from 'zod/mini';
import { Holds } from '../domain/holds.ts';
import { ActionId } from '../domain/ids.ts';

const Nothing = z.object({});

/** Backups and restores: the background reads and lays out, a page of ours makes and opens the files. */
export const backupContract = {
  /** Whether this browser's file is what it was, and what can be gone back to. */
  'backup.about': {
    request: Nothing,
    reply: z.object({
      /** Something is on file. */
      hasRecords: z.boolean(),
      /** The database is not the one that held so many people when it was last seen. */
      gone: z.optional(z.object({ people: z.int(), seenAt: z.int(), backupAt: z.optional(z.int()) })),
      /** When the last backup was made from this file. */
      backupAt: z.optional(z.int()),
      /** When the first record of this file was seen, to tell how long it has had no backup. */
      since: z.optional(z.int()),
      /** Until then the file as it was before it was restored can be brought back. */
      formerUntil: z.optional(z.int()),
      persisted: z.boolean(),
    }),
  },
  /** An empty file after one that is gone is a new beginning: nothing more is said of it. */
  'backup.startAnew': { request: Nothing, reply: Nothing },
  /** A backup was written and checked. */
  'backup.made': { request: z.object({ at: z.int() }), reply: Nothing },
  /** The file as it is now, to be taken in pieces. */
  'backup.open': {
    request: Nothing,
    reply: z.object({
      backupId: z.string(),
      device: z.optional(z.string()),
      at: z.int(),
      holds: Holds,
      /** What `done` of the pieces counts up to. */
      total: z.int(),
    }),
  },
  /** The next piece: lines of JSON. The one given last is given again when it is asked for again. */
  'backup.next': {
    request: z.object({ backupId: z.string(), piece: z.int() }),
    reply: z.object({ lines: z.string(), done: z.int(), isLast: z.boolean() }),
  },
  'backup.close': { request: z.object({ backupId: z.string() }), reply: Nothing },

  /** A restore is rehearsed in a database of its own; the file stays as it is until `run`. */
  'restore.open': {
    request: z.object({ device: z.optional(z.string()) }),
    /** `isOwn`: this browser made the backup. */
    reply: z.object({ restoreId: z.string(), isOwn: z.boolean() }),
  },
  'restore.put': {
    request: z.object({ restoreId: z.string(), piece: z.int(), lines: z.string() }),
    /** The lines, or what of them could not be read. */
    reply: z.object({ setAside: z.array(z.string()) }),
  },
  /** Ends the rehearsal: what the file would hold, beside what it holds now. */
  'restore.check': {
    request: z.object({ restoreId: z.string() }),
    reply: z.object({
      holds: Holds,
      changedAt: z.optional(z.int()),
      present: z.object({ holds: Holds, changedAt: z.optional(z.int()) }),
    }),
  },
  /** Puts the rehearsed file in the place of the present one, which is kept until then. */
  'restore.run': {
    request: z.object({ actionId: ActionId, restoreId: z.string() }),
    reply: z.object({ formerUntil: z.int() }),
  },
  'restore.close': { request: z.object({ restoreId: z.string() }), reply: Nothing },
  /** Goes back to the file as it was before it was restored. */
  'restore.undo': { request: z.object({ actionId: ActionId }), reply: z.object({ formerUntil: z.int() }) },
} as const;
