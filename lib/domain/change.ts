import * as z from 'zod/mini';
import { TABLES } from './tables.ts';

/**
 * A hybrid logical clock reading that also names its device and value, written so that string order is the total order:
 * 12 hex digits of milliseconds, 8 of the counter, the device id, 8 hex digits of a hash of the value.
 * (Kulkarni et al. 2014, "Logical Physical Clocks"; the value hash keeps cloned devices deterministic.)
 */
export const Stamp = z.string().check(z.regex(/^[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{16}-[0-9a-f]{8}$/));
export type Stamp = z.infer<typeof Stamp>;

const at = { stamp: Stamp, table: z.enum(TABLES), id: z.string(), field: z.string() };

/** One entry of the change log: all that syncs. The tables are derived from these. */
export const Change = z.discriminatedUnion('kind', [
  /** A register: the greatest stamp wins. */
  z.object({ ...at, kind: z.literal('set'), value: z.unknown() }),
  /** An add-wins set: an element is in while one of its adds has not been removed. */
  z.object({ ...at, kind: z.literal('add'), element: z.string() }),
  /** Takes away the adds of `element` it had seen, and no others. */
  z.object({ ...at, kind: z.literal('remove'), element: z.string(), seen: z.array(Stamp) }),
  /** A Yjs update of the record's text. */
  z.object({ ...at, kind: z.literal('text'), update: z.instanceof(Uint8Array) }),
]);
export type Change = z.infer<typeof Change>;
