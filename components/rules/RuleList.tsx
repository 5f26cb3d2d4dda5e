import { useRef, useState } from 'preact/hooks';
import type { ScoreRule } from '../../lib/domain/score.ts';
import { severityOf } from '../../lib/scoring/rules/rule-issue.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { MAX_RULES, moved, newRule, replaced } from '../../lib/view/rules-edit.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Info, Plus } from '../ui/icons.ts';
import { AttributeSelect } from './AttributeSelect.tsx';
import { isAbout, issueText } from './issue-words.ts';
import { RuleItem } from './RuleItem.tsx';
import styles from './RuleList.module.css';
import { aboutText } from './rules-words.ts';

/** The rules in words, in their order; one at a time is open. */
export const RuleList = ({ store }: { store: ScoreRulesStore }) => {
  const { toasts, background } = useApp();
  const translator = useTranslator();
  const { t, number } = translator;
  const [openId, setOpenId] = useState<string>();
  const [wanted, setWanted] = useState('');
  const [said, setSaid] = useState('');
  const heads = useRef(new Map<string, HTMLButtonElement>());
  const adder = useRef<HTMLButtonElement>(null);
  const draft = store.draft.value;
  if (!draft) return null;
  const { rules } = draft;
  const fields = store.fields.value;
  const known = store.known.value;
  const issues = store.issues.value;
  const setRules = (next: ScoreRule[]) => store.change({ ...draft, rules: next });

  const move = (rule: ScoreRule, from: number, to: number) => {
    setRules(moved(rules, from, to));
    const what = aboutText(translator, rule.attribute, fields);
    setSaid(t('rules.moved', { what, n: number(to + 1), total: number(rules.length) }));
  };
  const remove = (rule: ScoreRule, at: number) => {
    setRules(replaced(rules, at, undefined));
    const next = rules[at + 1] ?? rules[at - 1];
    const head = next && heads.current.get(next.id);
    (head ?? adder.current)?.focus();
    toasts.show({
      tone: 'info',
      text: t('rules.removed', { what: aboutText(translator, rule.attribute, fields) }),
      action: {
        label: t('common.undo'),
        run: () => {
          const now = store.draft.peek();
          if (now && !now.rules.some(({ id }) => id === rule.id))
            store.change({ ...now, rules: moved([...now.rules, rule], now.rules.length, at) });
        },
      },
    });
  };
  const add = () => {
    const attribute = known.get(wanted);
    if (!attribute) return;
    const rule = newRule(background.newActionId(), attribute);
    setRules([...rules, rule]);
    setOpenId(rule.id);
    setWanted('');
  };

  const general = issues.filter((issue) => issue.type === 'overlap' || issue.type === 'clamped');
  return (
    <Card>
      {rules.length === 0 ? (
        <div class={styles.none}>
          <h2>{t('rules.none.title')}</h2>
          <p class="second">{t('rules.none.text', { base: number(50) })}</p>
        </div>
      ) : (
        <ol class={styles.list} aria-label={t('rules.list')}>
          {rules.map((rule, place) => (
            <RuleItem
              key={rule.id}
              {...{ rule, known, fields, place }}
              total={rules.length}
              issues={issues
                .filter((issue) => isAbout(issue, rule.id))
                .map((issue) => ({ issue, text: issueText(translator, issue, rules, fields) }))}
              preview={store.preview.value}
              isOpen={openId === rule.id}
              headRef={(head) => {
                if (head) heads.current.set(rule.id, head);
                else heads.current.delete(rule.id);
              }}
              onToggle={() => setOpenId(openId === rule.id ? undefined : rule.id)}
              onRule={(next) => setRules(replaced(rules, place, next))}
              onMove={(to) => move(rule, place, to)}
              onRemove={() => remove(rule, place)}
            />
          ))}
        </ol>
      )}
      {general.length > 0 && (
        <ul class={styles.notes} aria-label={t('rules.issues')}>
          {general.map((issue, index) => (
            <li key={index} class={`${styles.issue} ${styles[severityOf(issue)]}`}>
              <Icon of={Info} size={14} />
              <span>{issueText(translator, issue, rules, fields)}</span>
            </li>
          ))}
        </ul>
      )}
      <div class={styles.add}>
        {rules.length < MAX_RULES ? (
          <>
            <AttributeSelect
              label={t('rules.add.which')}
              value={wanted}
              known={known}
              fields={fields}
              onValue={({ name }) => setWanted(name)}
            />
            <Button ref={adder} icon={Plus} aria-disabled={wanted === ''} onClick={add}>
              {t('rules.add')}
            </Button>
          </>
        ) : (
          <p class="second">{t('rules.full', { n: number(MAX_RULES) })}</p>
        )}
      </div>
      <p class={styles.goods}>
        {t('rules.add.goods')} <a href={hashOf({ page: 'segments' })}>{t('rules.add.goods.do')}</a>
      </p>
      <p class="sr-only" role="status">
        {said}
      </p>
    </Card>
  );
};
