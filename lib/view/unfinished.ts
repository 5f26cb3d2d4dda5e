import * as z from 'zod/mini';
import { ActionId } from '../domain/ids.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Background } from '../messaging/background.ts';
import type { Actions } from './actions.ts';
import type { ToastStore } from './toast-store.ts';

const KINDS = ['import', 'import-undo', 'merge', 'bulk', 'restore', 'restore-undo'] as const;
/** Work that a page began and may not see the end of. */
const Work = z.object({ actionId: ActionId, kind: z.enum(KINDS), name: z.optional(z.string()) });
type Work = z.infer<typeof Work>;

const KEY = 'unfinished';
/** From what Undo takes back by itself. */
const UNDONE_BY_ID: readonly Work['kind'][] = ['import', 'merge', 'bulk'];

/** What a tab keeps for itself: it outlives a reload, not the tab. */
export interface TabMemory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

/** Remembers what was under way, so that a page that was reloaded in the middle of it can say what became of it. */
export interface Unfinished {
  /** Does the work; it is remembered until it ends. */
  during<T>(work: Work, run: () => Promise<T>): Promise<T>;
  /** Tells what became of what this tab did not see the end of. */
  tell(): Promise<void>;
}

export function createUnfinished(deps: {
  readonly background: Background;
  readonly memory: TabMemory;
  readonly toasts: ToastStore;
  readonly actions: Pick<Actions, 'undo'>;
  readonly translator: () => Translator;
}): Unfinished {
  const { background, memory, toasts, actions, translator } = deps;

  function left(): Work | undefined {
    try {
      const kept = z.safeParse(Work, JSON.parse(memory.get(KEY) ?? 'null'));
      return kept.success ? kept.data : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    async during(work, run) {
      memory.set(KEY, JSON.stringify(work));
      try {
        return await run();
      } finally {
        if (left()?.actionId === work.actionId) memory.set(KEY, undefined);
      }
    },
    async tell() {
      const work = left();
      if (!work) return;
      const { actionId, kind, name = '' } = work;
      const answer = await background.call('activity.outcome', { actionId });
      if (!answer.ok || left()?.actionId !== actionId) return;
      memory.set(KEY, undefined);
      const { t } = translator();
      const what = t(`unfinished.${kind}`, { name });
      if (!answer.value.isDone) {
        toasts.show({ tone: 'bad', text: t('unfinished.broken-off', { what }), todo: t('unfinished.broken-off.todo') });
        return;
      }
      const undo = { action: { label: t('common.undo'), run: () => void actions.undo(actionId) } };
      toasts.show({ tone: 'info', text: t('unfinished.done', { what }), ...(UNDONE_BY_ID.includes(kind) ? undo : {}) });
    },
  };
}
