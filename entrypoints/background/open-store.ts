import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { FAILURES, type Failure } from '../../lib/messaging/contract.ts';
import { now } from '../../lib/platform/clock.ts';
import { randomHex } from '../../lib/platform/random.ts';
import { type Database, storageError } from '../../lib/storage/database.ts';
import { openCurrent } from '../../lib/storage/place.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';

/** The store over the browser's database, opened at first use and again whenever the browser closed it. */
export function openStore(): Store {
  let opening: Promise<Database> | undefined;

  function open(): Promise<Database> {
    opening ??= openCurrent({
      onClosed: () => {
        opening = undefined;
      },
    }).then((opened) => {
      if (opened.ok) return opened.value;
      opening = undefined;
      throw opened.error;
    });
    return opening;
  }

  const onMoved = () => {
    opening = undefined;
  };
  return createStore(open, { now, newDevice: () => randomHex(8), keysOf, summaryOf, onMoved });
}

/** The closed case of whatever a handler threw. */
export function failureOf(error: unknown): Failure {
  const type = (error as { type?: unknown } | null)?.type;
  const known = FAILURES.find((name) => name === type);
  return known ? { type: known } : storageError(error);
}
