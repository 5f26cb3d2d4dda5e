import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';

/** What was made the newest version, and what undoes that. */
type Saved = { readonly version: number; readonly undoId: ActionId };

export interface ConsoleRules {
  readonly rules: {
    list(): Promise<ReplyOf<'rules.list'>>;
    save(rules: RuleSet, note?: string): Promise<Saved>;
    /** By its version's number; 0 for the rules that come with Regulars. */
    activate(version: number): Promise<Saved>;
  };
}

/** The score rules for the console. */
export function createConsoleRules(
  ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>,
  actionId: () => ActionId,
): ConsoleRules {
  const saved = ({ version, actionId: undoId }: ReplyOf<'rules.save'>): Saved => ({ version, undoId });
  return {
    rules: {
      list: () => ask('rules.list', {}),
      async save(rules, note) {
        const said = note === undefined ? {} : { note };
        return saved(await ask('rules.save', { actionId: actionId(), rules, ...said }));
      },
      async activate(version) {
        if (version === 0) return saved(await ask('rules.activate', { actionId: actionId() }));
        const { versions } = await ask('rules.list', {});
        // Of two of one number, made by two browsers, the one that counts before the other.
        const id = versions.find(({ ruleSet }) => ruleSet.version === version)?.id;
        // A number that there is none of is refused as any unknown id is.
        return saved(await ask('rules.activate', { actionId: actionId(), id: id ?? NO_SUCH }));
      },
    },
  };
}

const NO_SUCH = '00000000-0000-0000-0000-000000000000';
