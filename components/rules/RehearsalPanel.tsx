import { TIERS } from '../../lib/domain/receipt.ts';
import type { Rehearsal, RehearsedMonth } from '../../lib/domain/rules-outcome.ts';
import { isSameRules } from '../../lib/domain/score-versions.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { RehearsalStore } from '../../lib/view/rehearsal-store.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { FEW, percent } from '../../lib/view/shares.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { DataTable } from '../charts/DataTable.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './RehearsalPanel.module.css';
import { aboutText } from './rules-words.ts';

interface Props {
  store: ScoreRulesStore;
  rehearsals: RehearsalStore;
}

/** The rules on this page, tried on the shop's own past. */
export const RehearsalPanel = ({ store, rehearsals }: Props) => {
  const { toasts } = useApp();
  const { t } = useTranslator();
  const draft = store.draft.value;
  const running = rehearsals.running.value;
  const failure = rehearsals.failure.value;
  const result = rehearsals.result.value;
  const run = async () => {
    if (draft) await rehearsals.run(draft);
  };
  const cancel = () => {
    rehearsals.cancel();
    toasts.show({ tone: 'info', text: t('rules.rehearsal.cancelled') });
  };
  const said = () => {
    if (running)
      return running.total > 0
        ? t('rules.rehearsal.working', { done: Math.floor(running.done), n: running.total })
        : t('rules.rehearsal.starting');
    return result ? t('rules.rehearsal.done', { n: result.rehearsal.months.length }) : '';
  };
  return (
    <Card>
      <section class={styles.sheet} aria-label={t('rules.part.rehearsal')}>
        <p class="second">{t('rules.rehearsal.text')}</p>
        <div class={styles.run}>
          {running ? (
            <>
              <progress
                class={styles.progress}
                aria-label={t('rules.rehearsal.starting')}
                max={1}
                {...(running.total > 0 ? { value: running.done / running.total } : {})}
              />
              <Button onClick={cancel}>{t('common.cancel')}</Button>
            </>
          ) : (
            <Button tone="primary" disabled={!store.canSave.value} onClick={() => void run()}>
              {t(result ? 'rules.rehearsal.again' : 'rules.rehearsal.run')}
            </Button>
          )}
          <p role="status" class="muted">
            {said()}
          </p>
        </div>
        {failure && <FailureState failure={failure} onRetry={() => void run()} />}
        {result && draft && !isSameRules(result.rules, draft) && (
          <p class={styles.stale}>{t('rules.rehearsal.stale')}</p>
        )}
        {result && <Result rehearsal={result.rehearsal} store={store} />}
      </section>
    </Card>
  );
};

const Result = ({ rehearsal, store }: { rehearsal: Rehearsal; store: ScoreRulesStore }) => {
  const translator = useTranslator();
  const { t, number, list } = translator;
  const { months, withoutPast, sample } = rehearsal;
  if (months.length === 0) return <p>{t('rules.rehearsal.empty')}</p>;
  const unknown = withoutPast.map((attribute) => aboutText(translator, attribute, store.fields.value));
  return (
    <>
      <DataTable
        label={t('rules.rehearsal.table')}
        table={{
          head: [
            t('rules.rehearsal.month'),
            t('rules.rehearsal.customers'),
            ...TIERS.map((tier) => t('rules.rehearsal.bought', { tier })),
            t('rules.rehearsal.moves'),
            t('rules.rehearsal.alarms'),
            t('rules.rehearsal.ranks'),
          ],
          rows: months.map((month) => rowOf(translator, month)),
        }}
      />
      <ul class={styles.notes}>
        {sample && <li>{t('rules.rehearsal.sample', { n: number(sample.customers), of: number(sample.of) })}</li>}
        {unknown.length > 0 && <li>{t('rules.rehearsal.unknown', { what: list(unknown) })}</li>}
        <li>{t('rules.rehearsal.refunds')}</li>
        <li>{t('rules.rehearsal.ranks.why')}</li>
        <li>{t('rules.rehearsal.alarms.why')}</li>
      </ul>
    </>
  );
};

function rowOf({ t, number, month: monthName, language }: Translator, row: RehearsedMonth): string[] {
  const [year = 0, month = 1] = row.month.split('-').map(Number);
  const { raised, right, wrong } = row.alarms;
  const open = raised - right - wrong;
  const told = { right: number(right), wrong: number(wrong) };
  return [
    // The middle of the month is in it in every zone.
    monthName(Date.UTC(year, month - 1, 15)),
    number(row.customers),
    ...TIERS.map((tier) => {
      const { n, bought } = row.tiers[tier];
      if (n === 0) return '—';
      return n < FEW
        ? t('rules.rehearsal.few', { bought: number(bought), n: number(n) })
        : t('rules.rehearsal.share', { share: percent(language, bought / n), n: number(n) });
    }),
    `${number(row.up)} / ${number(row.down)}`,
    open > 0 ? t('rules.rehearsal.open', { ...told, n: open }) : `${told.right} / ${told.wrong}`,
    row.auc === null || row.customers < FEW ? '—' : percent(language, row.auc),
  ];
}
