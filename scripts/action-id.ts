import type { ActionId } from '../lib/domain/ids.ts';
import { uuidv7 } from '../lib/domain/uuid.ts';

/** An id for one action of a script, as the interface makes one for each click. */
export const newActionId = (): ActionId =>
  uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)) as ActionId;
