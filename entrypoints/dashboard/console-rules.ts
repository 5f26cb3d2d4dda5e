import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { type RulesShop, readRulesFile, writeRulesFile } from '../../lib/view/rules-file.ts';
import { type FittedRules, fitRules } from '../../lib/view/rules-fit.ts';
import { fieldRequest, makeMissing, segmentRequest } from '../../lib/view/rules-make.ts';

/** What was made the newest version, and what undoes that. */
type Saved = { readonly version: number; readonly undoId: ActionId };

export interface ConsoleRules {
  readonly rules: {
    list(): Promise<ReplyOf<'rules.list'>>;
    save(rules: RuleSet, note?: string): Promise<Saved>;
    /** By its version's number; 0 for the rules that come with Regulars. */
    activate(version: number): Promise<Saved>;
    /** The rules in use as a file's text, with the fields and segments that they ask for. */
    toFile(): Promise<string>;
    /** The rules in a file's text as this shop's, not saved; with `{ make: true }` what is missing is made here. */
    fromFile(text: string, options?: { readonly make?: boolean }): Promise<FittedRules>;
  };
}

/** The score rules for the console. */
export function createConsoleRules(
  ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>,
  actionId: () => ActionId,
): ConsoleRules {
  const saved = ({ version, actionId: undoId }: ReplyOf<'rules.save'>): Saved => ({ version, undoId });
  const shop = async (): Promise<RulesShop> => {
    const [fields, segments] = await Promise.all([ask('fields.list', {}), ask('filters.list', {})]);
    return { fields, segments };
  };
  return {
    rules: {
      async toFile() {
        const [{ active }, of] = await Promise.all([ask('rules.list', {}), shop()]);
        return writeRulesFile(active, of);
      },
      async fromFile(text, { make = false } = {}) {
        const read = readRulesFile(text);
        if (!read.ok) throw Object.assign(new Error(`no rules in it: ${read.error.type}`), { name: 'bad-request' });
        const made = make
          ? await makeMissing(read.value, {
              shop,
              field: async (field) => {
                await ask('fields.add', { actionId: actionId(), ...fieldRequest(field) });
                return true;
              },
              segment: async (segment) => {
                await ask('filters.save', { actionId: actionId(), ...segmentRequest(segment) });
                return true;
              },
            })
          : undefined;
        return made ?? fitRules(read.value, await shop());
      },
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
