import type { Ref } from 'preact';
import { severityOf } from '../../lib/scoring/rules/rule-issue.ts';
import { useTranslator } from '../app/app-context.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ArrowDown, ArrowUp, CircleAlert, Info, Trash2, TriangleAlert } from '../ui/icons.ts';
import { RuleEditor, type RuleEditorProps } from './RuleEditor.tsx';
import styles from './RuleList.module.css';
import { aboutText, ruleSentence } from './rules-words.ts';

interface Props extends RuleEditorProps {
  place: number;
  total: number;
  isOpen: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  headRef: Ref<HTMLButtonElement>;
}

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** One rule in a sentence; opened, everything about it. */
export const RuleItem = (props: Props) => {
  const { rule, fields, issues, preview, place, total, isOpen, onToggle, onMove, onRemove, headRef } = props;
  const translator = useTranslator();
  const { t, language } = translator;
  const what = aboutText(translator, rule.attribute, fields);
  const counted = preview?.rules.find(({ ruleId }) => ruleId === rule.id);
  const customers = preview?.before.reduce((sum, n) => sum + n, 0) ?? 0;
  const isUnsaid = rule.attribute === 'pBuy' && counted?.known === 0 && customers > 0;
  const said = { known: counted?.known ?? 0, n: customers };
  const mean = counted && new Intl.NumberFormat(language, { style: 'percent' }).format(counted.mean);
  return (
    <li class={styles.item}>
      <div class={styles.head}>
        <button ref={headRef} type="button" class={styles.open} aria-expanded={isOpen} onClick={onToggle}>
          <span class={styles.sentence}>{ruleSentence(translator, rule, fields)}</span>
          {counted && (
            <span class={styles.known}>
              {counted.known > 0 && mean
                ? t('rules.known.average', { ...said, mean })
                : t(isUnsaid ? 'rules.known.no-chance' : 'rules.known', said)}
            </span>
          )}
        </button>
        <div class={styles.tools}>
          <IconButton
            icon={ArrowUp}
            label={t('rules.up', { what })}
            disabled={place === 0}
            onClick={() => onMove(place - 1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t('rules.down', { what })}
            disabled={place === total - 1}
            onClick={() => onMove(place + 1)}
          />
          <IconButton icon={Trash2} label={t('rules.remove', { what })} onClick={onRemove} />
        </div>
      </div>
      {issues.length > 0 && (
        <ul class={styles.issues}>
          {issues.map(({ issue, text }, index) => {
            const severity = severityOf(issue);
            return (
              <li key={index} class={`${styles.issue} ${styles[severity]}`}>
                <Icon of={ICONS[severity]} size={14} />
                <span>
                  <strong class={styles.severity}>{t(`rules.severity.${severity}`)}</strong> {text}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {isOpen && <RuleEditor {...props} />}
    </li>
  );
};
