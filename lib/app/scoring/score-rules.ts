import type { ActionId } from '../../domain/ids.ts';
import type { RuleSet } from '../../domain/score.ts';
import { isSameRules, newestFirst, type SavedRules, savedRulesOf } from '../../domain/score-versions.ts';
import { DEFAULT_RULES } from '../../scoring/rules/default-rules.ts';
import { knownAttributes } from '../../scoring/rules/known-attributes.ts';
import { severityOf } from '../../scoring/rules/rule-issue.ts';
import { validateRules } from '../../scoring/rules/validate.ts';
import type { Edit } from '../../storage/action.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from '../deps.ts';
import { readFields } from '../fields/fields.ts';
import { readSavedFilters } from '../filter/saved-filters.ts';

const USER = { type: 'user' } as const;

/** Every version of the shop's score rules, the newest first. */
export async function readRuleVersions(reader: Reader): Promise<SavedRules[]> {
  const records = await reader.allOfShop('scoreRules');
  return records
    .map(savedRulesOf)
    .filter((saved) => saved !== undefined)
    .sort(newestFirst);
}

/** The rules that count. */
export const activeRules = async (reader: Reader): Promise<RuleSet> =>
  (await readRuleVersions(reader))[0]?.ruleSet ?? DEFAULT_RULES;

export function scoreRuleHandlers(deps: AppDeps): HandlersOf<'rules'> {
  /** Makes rules the newest version, unless they are what counts already. */
  const makeNewest = (
    { actionId, name }: { actionId: ActionId; name: string },
    choose: (
      reader: Reader,
      versions: readonly SavedRules[],
    ) => Promise<Pick<SavedRules, 'ruleSet' | 'note' | 'again'> | undefined>,
  ) => {
    const id = deps.newId();
    return deps.store.commit({ id: actionId, name, source: USER }, async (reader) => {
      const versions = await readRuleVersions(reader);
      const chosen = await choose(reader, versions);
      if (!chosen) return { edits: [], reply: undefined };
      const active = versions[0]?.ruleSet ?? DEFAULT_RULES;
      if (isSameRules(chosen.ruleSet, active)) return { edits: [], reply: active.version };
      const version = active.version + 1;
      const record = { ...chosen.ruleSet, version, savedAt: deps.now(), note: chosen.note, again: chosen.again };
      const edits = Object.entries(record)
        .filter(([, value]) => value !== undefined)
        .map(([field, value]): Edit => ({ kind: 'set', table: 'scoreRules', id, field, value }));
      return { edits, reply: version };
    });
  };

  return {
    async 'rules.list'() {
      const versions = await deps.store.read(readRuleVersions);
      return done({ active: versions[0]?.ruleSet ?? DEFAULT_RULES, versions });
    },

    'rules.names': async () => done((await deps.store.read(activeRules)).groupNames ?? {}),

    async 'rules.save'({ actionId, rules, note }) {
      const version = await makeNewest({ actionId, name: 'rules.save' }, async (reader) => {
        const known = knownAttributes(await readFields(reader), undefined, await readSavedFilters(reader));
        const issues = validateRules(rules, known);
        const isWrong = issues.some((issue) => severityOf(issue) === 'error');
        return isWrong ? undefined : { ruleSet: rules, ...(note?.trim() ? { note: note.trim() } : {}) };
      });
      return version === undefined ? badRequest : done({ actionId, version });
    },

    async 'rules.activate'({ actionId, id }) {
      const version = await makeNewest({ actionId, name: 'rules.activate' }, async (_reader, versions) => {
        const ruleSet = id === undefined ? DEFAULT_RULES : versions.find((saved) => saved.id === id)?.ruleSet;
        return ruleSet && { ruleSet, again: ruleSet.version };
      });
      return version === undefined ? notFound : done({ actionId, version });
    },
  };
}
