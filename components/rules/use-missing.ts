import { useState } from 'preact/hooks';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { RulesContent } from '../../lib/view/rules-file.ts';
import { fieldRequest, makeMissing, segmentRequest } from '../../lib/view/rules-make.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';

export interface Missing {
  readonly isMaking: boolean;
  /** Makes what the rules of a file ask for and this shop has not; absent when something could not be, which is told. */
  make(content: RulesContent): Promise<RuleSet | undefined>;
}

/** Makes what is missing, an action each; one word tells of all of it, with one way back. */
export function useMissing(store: ScoreRulesStore): Missing {
  const { actions, toasts } = useApp();
  const { t, list } = useTranslator();
  const [isMaking, setMaking] = useState(false);
  const tellMade = (names: readonly string[], ids: readonly ActionId[]) => {
    const run = async () => {
      for (const id of ids.toReversed()) await actions.undo(id);
    };
    const action = { label: t('common.undo'), run: () => void run() };
    toasts.show({ tone: 'info', text: t('rules.import.made', { names: list([...names]) }), action });
  };
  return {
    isMaking,
    async make(content) {
      setMaking(true);
      const [names, ids]: [string[], ActionId[]] = [[], []];
      const made = await makeMissing(content, {
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
      if (ids.length > 0) tellMade(names, ids);
      return made?.rules;
    },
  };
}
