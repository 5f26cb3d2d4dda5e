import { TIERS } from '../../lib/domain/receipt.ts';
import type { RulesPreview } from '../../lib/domain/rules-outcome.ts';
import { severityOf } from '../../lib/scoring/rules/rule-issue.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Histogram } from '../charts/Histogram.tsx';
import { TierChip } from '../customer/TierChip.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './PreviewPanel.module.css';
import { signed } from './rules-words.ts';

/** What the rules on this page would change: who moves, how tiers and scores spread, who moves most. */
export const PreviewPanel = ({ store }: { store: ScoreRulesStore }) => {
  const { t, number } = useTranslator();
  const preview = store.preview.value;
  const failure = store.previewFailure.value;
  const isWrong = store.issues.value.some((issue) => severityOf(issue) === 'error');
  const customers = preview?.before.reduce((sum, n) => sum + n, 0) ?? 0;
  const state = (): string => {
    if (isWrong) return t('rules.preview.wrong');
    if (store.isPreviewing.value) return t('rules.preview.working');
    if (!preview) return '';
    if (customers === 0) return t('rules.preview.nobody');
    if (!store.isChanged.value) return t('rules.preview.none');
    return preview.up + preview.down === 0
      ? t('rules.preview.same-tiers')
      : t('rules.preview.moves', { up: number(preview.up), down: number(preview.down) });
  };
  return (
    <Card>
      <section class={styles.preview} aria-label={t('rules.preview')}>
        <h2 class={styles.title}>{t('rules.preview')}</h2>
        <p class={styles.state} role="status">
          {state()}
        </p>
        {failure && <FailureState failure={failure} onRetry={store.previewAgain} />}
        {!preview && !failure && store.isPreviewing.value && <Skeleton label={t('rules.preview.working')} rows={6} />}
        {preview && customers > 0 && (
          <div class={store.isPreviewing.value ? styles.stale : undefined}>
            <Tiers preview={preview} />
            <Scores preview={preview} customers={customers} />
            {store.isChanged.value && preview.examples.length > 0 && <Examples preview={preview} />}
          </div>
        )}
      </section>
    </Card>
  );
};

const Tiers = ({ preview: { tiersBefore, tiersAfter } }: { preview: RulesPreview }) => {
  const { t, number, language } = useTranslator();
  return (
    <table class={styles.tiers}>
      <caption class={styles.caption}>{t('rules.preview.tiers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rules.preview.tier')}</th>
          {(['now', 'then', 'change'] as const).map((name) => (
            <th key={name} scope="col" class={styles.number}>
              {t(`rules.preview.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {TIERS.map((tier) => (
          <tr key={tier}>
            <th scope="row">
              <TierChip tier={tier} />
            </th>
            <td class={styles.number}>{number(tiersBefore[tier])}</td>
            <td class={styles.number}>{number(tiersAfter[tier])}</td>
            <td class={styles.number}>{signed(language, tiersAfter[tier] - tiersBefore[tier])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Scores = ({ preview: { before, after }, customers }: { preview: RulesPreview; customers: number }) => {
  const { t, number } = useTranslator();
  const bars = after.map((n, index) => {
    const said = {
      from: number(index * 10),
      to: number((index + 1) * 10),
      before: number(before[index] ?? 0),
      after: number(n),
    };
    return { tick: said.from, n, before: before[index] ?? 0, name: t('rules.preview.bar', said), said };
  });
  return (
    <div class={styles.chart}>
      <ChartFrame
        title={t('rules.preview.scores')}
        says=""
        basis={t('rules.preview.basis', { n: customers })}
        words={{ asTable: t('chart.table'), asChart: t('chart.chart'), hint: t('chart.hint') }}
        table={{
          head: [t('rules.preview.scores.range'), t('rules.preview.now'), t('rules.preview.then')],
          rows: bars.map(({ said }) => [`${said.from}–${said.to}`, said.before, said.after]),
        }}
      >
        <Histogram
          label={t('rules.preview.scores')}
          bars={bars}
          xTitle={t('rules.preview.scores.range')}
          legend={{ before: t('rules.preview.now'), now: t('rules.preview.then') }}
        />
      </ChartFrame>
    </div>
  );
};

const Examples = ({ preview: { examples } }: { preview: RulesPreview }) => {
  const { t, number } = useTranslator();
  return (
    <div class={styles.examples}>
      <h3 class={styles.caption}>{t('rules.preview.examples')}</h3>
      <ul>
        {examples.map(({ customerId, name, before, after }) => (
          <li key={customerId} class={styles.example}>
            <a class="ellipsis" href={hashOf({ page: 'customers', customerId })}>
              <bdi>{name || t('common.no-name')}</bdi>
            </a>
            <span class={styles.moves}>
              {before.tier && after.tier && before.tier !== after.tier && (
                <span class={styles.step}>
                  <TierChip tier={before.tier} />
                  <span class={styles.arrow} aria-hidden="true" />
                  <TierChip tier={after.tier} />
                </span>
              )}
              <span class={styles.score}>
                {t('rules.preview.move', {
                  from: number(Math.round(before.score)),
                  to: number(Math.round(after.score)),
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
