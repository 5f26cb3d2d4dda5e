import type { ActionId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, Method, ReplyOf, RequestOf } from '../messaging/contract.ts';
import type { ToastStore } from './toast-store.ts';

/** The requests that change data: each is one user action. */
export type ActionMethod = { [M in Method]: RequestOf<M> extends { actionId: string } ? M : never }[Method];

export interface RunOptions {
  /** What to say when it worked; nothing is said without it. */
  readonly done?: string;
  /** Whether that word comes with an Undo button. */
  readonly undo?: boolean;
  /** Called when it worked, also after a second try. */
  readonly then?: () => void;
}

/** What came of several actions that were taken back, or done again. */
export interface Turned {
  /** Those that were, in the order in which they were done. */
  readonly actions: readonly ActionId[];
  /** Values that somebody changed since, and that therefore stay: whoever speaks of it has to say so. */
  readonly kept: number;
}

/** What a person can do, with its word and its way back. */
export interface Actions {
  /** Does one user action. A failure is told with what to do and a button that tries the same action again. */
  run<M extends ActionMethod>(
    method: M,
    request: Omit<RequestOf<M>, 'actionId'>,
    options?: RunOptions,
  ): Promise<Result<ReplyOf<M>, Failure>>;
  /** Takes back one action, or the latest that can be. */
  undo(action?: ActionId): Promise<void>;
  /**
   * Takes back several without a word, the last first. A failure is told, and ends it. @param retried hears of all that was, once
   * the rest was tried again
   */
  undoQuietly(actions: readonly ActionId[], retried: (turned: Turned) => void): Promise<Turned>;
  /** Does several again without a word, in their order; the same otherwise. */
  redoQuietly(actions: readonly ActionId[], retried: (turned: Turned) => void): Promise<Turned>;
  /** Does one action again, or the one undone last. */
  redo(action?: ActionId): Promise<void>;
  /** Tells a failure, with a way to try again where there is one. */
  tell(failure: Failure, retry?: () => void): void;
}

/** Makes the actions. `translator` is asked at the time of speaking, so a change of language counts at once. */
export function createActions(background: Background, toasts: ToastStore, translator: () => Translator): Actions {
  const tell = (failure: Failure, retry?: () => void) => {
    const { t } = translator();
    toasts.show({
      tone: 'bad',
      text: t(`failure.${failure.type}`),
      todo: t(`failure.${failure.type}.todo`),
      ...(retry === undefined ? {} : { action: { label: t('common.retry'), run: retry } }),
    });
  };

  const attempt = async <M extends ActionMethod>(
    method: M,
    request: RequestOf<M>,
    options: RunOptions,
  ): Promise<Result<ReplyOf<M>, Failure>> => {
    const answer = await background.call(method, request);
    if (!answer.ok) {
      tell(answer.error, () => void attempt(method, request, options));
      return answer;
    }
    options.then?.();
    if (options.done !== undefined) {
      const { actionId } = request as { actionId: ActionId };
      toasts.show({
        tone: 'info',
        text: options.done,
        ...(options.undo ? { action: { label: translator().t('common.undo'), run: () => void undo(actionId) } } : {}),
      });
    }
    return answer;
  };

  const undo = async (action?: ActionId) => {
    const answer = await background.call('history.undo', {
      actionId: background.newActionId(),
      ...(action === undefined ? {} : { undo: action }),
    });
    const { t } = translator();
    if (!answer.ok) tell(answer.error, () => void undo(action));
    else if (answer.value === null) toasts.show({ tone: 'info', text: t('done.nothing-to-undo') });
    else {
      const { kept } = answer.value;
      toasts.show({
        tone: 'info',
        text: kept > 0 ? t('done.undone-kept', { n: kept }) : t('done.undone'),
        action: { label: t('common.redo'), run: () => void redo(answer.value?.undone) },
      });
    }
  };

  const redo = async (action?: ActionId) => {
    const answer = await background.call('history.redo', {
      actionId: background.newActionId(),
      ...(action === undefined ? {} : { redo: action }),
    });
    const { t } = translator();
    if (!answer.ok) tell(answer.error, () => void redo(action));
    else if (answer.value === null) toasts.show({ tone: 'info', text: t('done.nothing-to-redo') });
    else {
      const { undone } = answer.value;
      toasts.show({
        tone: 'info',
        text: t('done.redone'),
        action: { label: t('common.undo'), run: () => void undo(undone) },
      });
    }
  };

  /** One after the other; what is left at a failure is done, and told with the rest, when it is tried again. */
  const turnQuietly = async (
    turn: (action: ActionId) => Promise<Result<{ undone: ActionId; kept: number } | null, Failure>>,
    left: readonly ActionId[],
    retried: (turned: Turned) => void,
    before: Turned = { actions: [], kept: 0 },
  ): Promise<Turned> => {
    const turned: ActionId[] = [...before.actions];
    let { kept } = before;
    for (const [at, action] of left.entries()) {
      const answer = await turn(action);
      if (!answer.ok) {
        const known = { actions: turned, kept };
        tell(answer.error, () => void turnQuietly(turn, left.slice(at), retried, known).then(retried));
        return known;
      }
      if (answer.value) turned.push(answer.value.undone);
      kept += answer.value?.kept ?? 0;
    }
    return { actions: turned, kept };
  };
  const backwards = ({ actions, kept }: Turned): Turned => ({ actions: actions.toReversed(), kept });
  const undoOne = (undo: ActionId) => background.call('history.undo', { actionId: background.newActionId(), undo });
  const redoOne = (redo: ActionId) => background.call('history.redo', { actionId: background.newActionId(), redo });
  const undoQuietly: Actions['undoQuietly'] = async (actions, retried) =>
    backwards(await turnQuietly(undoOne, actions.toReversed(), (turned) => retried(backwards(turned))));
  const redoQuietly: Actions['redoQuietly'] = (actions, retried) => turnQuietly(redoOne, actions, retried);

  return {
    run: (method, request, options = {}) =>
      attempt(method, { ...request, actionId: background.newActionId() } as RequestOf<typeof method>, options),
    ...{ undo, undoQuietly, redo, redoQuietly },
    tell,
  };
}
