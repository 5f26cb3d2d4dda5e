import { useState } from 'preact/hooks';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { SavedRules } from '../../lib/domain/score-versions.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { ChangeList } from './ChangeList.tsx';
import styles from './VersionsPanel.module.css';

/** Every version of the rules: what is different in it, and the way back to it. */
export const VersionsPanel = ({ store }: { store: ScoreRulesStore }) => {
  const { t } = useTranslator();
  const versions = store.versions.value;
  const [openId, setOpenId] = useState<string>();
  const rows: readonly (SavedRules | undefined)[] = [...versions, undefined];
  return (
    <Card>
      {versions.length === 0 && <p class={styles.none}>{t('rules.versions.none')}</p>}
      <ol class={styles.list} aria-label={t('rules.versions.list')}>
        {rows.map((saved, index) => {
          const id = saved?.id ?? '';
          return (
            <Version
              key={id}
              store={store}
              saved={saved}
              isActive={index === 0}
              isOpen={openId === id}
              onToggle={() => setOpenId(openId === id ? undefined : id)}
            />
          );
        })}
      </ol>
    </Card>
  );
};

interface VersionProps {
  store: ScoreRulesStore;
  /** Absent for the rules that come with Regulars. */
  saved: SavedRules | undefined;
  isActive: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

const Version = ({ store, saved, isActive, isOpen, onToggle }: VersionProps) => {
  const { actions } = useApp();
  const { t, number, dateTime } = useTranslator();
  const ruleSet: RuleSet = saved?.ruleSet ?? DEFAULT_RULES;
  const version = number(ruleSet.version);
  const draft = store.draft.value;
  const use = async () => {
    const done = (given: number) => t('rules.versions.used', { version: number(given) });
    const next = (store.active.peek()?.version ?? 0) + 1;
    const request = saved ? { id: saved.id } : {};
    const answer = await actions.run('rules.activate', request, { done: done(next), undo: true });
    if (answer.ok) await store.settle();
  };
  const again =
    saved?.again === undefined
      ? undefined
      : saved.again === 0
        ? t('rules.versions.again.standard')
        : t('rules.versions.again', { version: number(saved.again) });
  return (
    <li class={styles.version}>
      <div class={styles.head}>
        <div class={styles.words}>
          <p class={styles.name}>
            {saved ? t('rules.versions.version', { version }) : t('rules.versions.standard')}
            {isActive && <Chip tone="good">{t('rules.versions.active')}</Chip>}
          </p>
          {saved && (
            <p class={styles.second}>
              {dateTime(saved.savedAt)}
              {again && ` · ${again}`}
            </p>
          )}
          {saved?.note && (
            <p class={styles.note}>
              <bdi>{saved.note}</bdi>
            </p>
          )}
        </div>
        <div class={styles.tools}>
          {(!isActive || store.isChanged.value) && (
            <Button
              tone="ghost"
              aria-expanded={isOpen}
              aria-label={saved ? t('rules.versions.compare.of', { version }) : t('rules.versions.compare.standard')}
              onClick={onToggle}
            >
              {t('rules.versions.compare')}
            </Button>
          )}
          {!isActive && (
            <Button
              disabled={store.isChanged.value}
              title={store.isChanged.value ? t('rules.versions.unsaved') : undefined}
              aria-label={saved ? t('rules.versions.use.of', { version }) : t('rules.versions.use.standard')}
              onClick={() => void use()}
            >
              {t('rules.versions.use')}
            </Button>
          )}
        </div>
      </div>
      {isOpen && draft && (
        <div class={styles.compare}>
          <p class={styles.second}>{t(store.isChanged.value ? 'rules.versions.vs.draft' : 'rules.versions.vs')}</p>
          <ChangeList from={draft} to={ruleSet} fields={store.fields.value} />
        </div>
      )}
    </li>
  );
};
