import { useState } from 'preact/hooks';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { Turned } from '../../lib/view/actions.ts';
import type { RulesContent } from '../../lib/view/rules-file.ts';
import { fieldRequest, makeMissing, segmentRequest } from '../../lib/view/rules-make.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';

/** What was made, an action each, and what says so. */
export interface MadeInShop {
  readonly ids: readonly ActionId[];
  readonly text: string;
}
/** The rules of a file with what was made for them. */
export interface MadeRules {
  readonly rules: RuleSet;
  readonly made: MadeInShop;
}
export interface Missing {
  readonly isMaking: boolean;
  /** Makes what the rules of a file ask for and this shop has not; absent when something could not be, which is told. */
  make(content: RulesContent): Promise<MadeRules | undefined>;
}

/**
 * Makes what is missing, an action each. Whoever takes the rules tells of it, with one way back for them and for what was made;
 * where something could not be made, what was is told here.
 */
export function useMissing(store: ScoreRulesStore): Missing {
  const { actions, toasts } = useApp();
  const { t, list } = useTranslator();
  const [isMaking, setMaking] = useState(false);
  const tellMade = ({ ids, text }: MadeInShop) => {
    const say = ({ actions: undone, kept }: Turned) => {
      const isTold = undone.length > 0 || kept > 0;
      if (isTold) toasts.show({ tone: 'info', text: kept > 0 ? t('done.undone-kept', { n: kept }) : t('done.undone') });
    };
    const run = () => void actions.undoQuietly(ids, say).then(say);
    toasts.show({ tone: 'info', text, action: { label: t('common.undo'), run } });
  };
  return {
    isMaking,
    async make(content) {
      setMaking(true);
      const [names, ids]: [string[], ActionId[]] = [[], []];
      const fitted = await makeMissing(content, {
        async field(field) {
          const answer = await actions.run('fields.add', fieldRequest(field));
          if (answer.ok) ids.push(answer.value.actionId);
          if (answer.ok) names.push(field.name);
          return answer.ok;
        },
        async segment(segment) {
          const answer = await actions.run('filters.save', segmentRequest(segment));
          if (answer.ok) ids.push(answer.value.actionId);
          if (answer.ok) names.push(segment.name);
          return answer.ok;
        },
        async shop() {
          const answer = await store.shop();
          if (!answer.ok) actions.tell(answer.error);
          return answer.ok ? answer.value : undefined;
        },
      });
      setMaking(false);
      const made = { ids, text: t('rules.import.made', { names: list(names) }) };
      if (fitted) return { rules: fitted.rules, made };
      if (ids.length > 0) tellMade(made);
      return undefined;
    },
  };
}
