import { type App, createApp } from '../../lib/app/handlers.ts';
import { keysOf } from '../../lib/app/keys.ts';
import { createTabs } from '../../lib/app/page/tabs.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { nameId } from '../../lib/crypto/name-id.ts';
import type { Method, Push, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import type { Database } from '../../lib/storage/database.ts';
import { openCurrent } from '../../lib/storage/place.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';
import { nextId } from '../storage/open-test-store.ts';
import { computeHere } from './compute-here.ts';
import { inMemory, openBeside } from './open-app.ts';

export interface LastingApp {
  readonly store: Store;
  readonly tidy: () => Promise<void>;
  readonly overnight: App['overnight'];
  readonly told: Push[];
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
}

/** What outlives a worker beside the databases. */
export type Local = ReturnType<typeof inMemory>;

/** The use-cases as a worker that starts finds them: over the databases there are, and what is kept beside them. */
export function startApp(
  local: Local,
  time: { now: number },
  devices = ['00000000000000d1'],
  news: (alarms: number) => void = () => {},
): LastingApp {
  let opening: Promise<Database> | undefined;
  const open = () => {
    opening ??= openCurrent({ onClosed: () => {} }).then((opened) => {
      if (opened.ok) return opened.value;
      throw opened.error;
    });
    return opening;
  };
  const newDevice = () => devices.shift() ?? '00000000000000ff';
  const store = createStore(open, {
    ...{ now: () => time.now, newDevice, keysOf, summaryOf, journalFull: 20 },
    onMoved: () => {
      opening = undefined;
    },
  });
  const told: Push[] = [];
  const app = createApp({
    ...{ store, local, newDevice, nameId, now: () => time.now, newId: nextId, pace: createPace },
    tabs: createTabs(inMemory()),
    siteOf: async () => ({ type: 'none' }),
    recipeName: () => 'Webmail',
    recipeNameOf: () => undefined,
    publish: () => {},
    draw: () => {},
    grants: { list: async () => [], revoke: async () => {} },
    isPersisted: async () => true,
    tell: (push) => void told.push(push),
    compute: computeHere(openBeside),
    news,
  });
  return {
    store,
    told,
    tidy: app.tidy,
    overnight: app.overnight,
    async call(method, request) {
      const answer = await (
        app.handlers[method] as (
          r: unknown,
          c: object,
        ) => Promise<{ ok: boolean; value: never; error: { type: string } }>
      )(request, {});
      if (!answer.ok) throw new Error(answer.error.type);
      return answer.value;
    },
  };
}

/** All lines of a backup made now. */
export async function backupOf({ call }: LastingApp): Promise<{ lines: string; device: string | undefined }> {
  const { backupId, device } = await call('backup.open', {});
  let lines = '';
  for (let piece = 0; ; piece += 1) {
    const next = await call('backup.next', { backupId, piece });
    lines += next.lines;
    if (next.isLast) break;
  }
  await call('backup.close', { backupId });
  return { lines, device };
}

/** Rehearses a restore of such lines; gives its id. */
export async function rehearse({ call }: LastingApp, lines: string, device?: string): Promise<string> {
  const { restoreId } = await call('restore.open', device ? { device } : {});
  const all = lines.split('\n').filter((line) => line !== '');
  for (let piece = 0; piece * 40 < all.length; piece += 1) {
    const some = `${all.slice(piece * 40, piece * 40 + 40).join('\n')}\n`;
    await call('restore.put', { restoreId, piece, lines: some });
  }
  await call('restore.check', { restoreId });
  return restoreId;
}
