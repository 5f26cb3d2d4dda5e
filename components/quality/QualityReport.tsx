import { QUALITY_CHECKS, QUALITY_GROUPS, type QualityCheck } from '../../lib/domain/quality.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { QualityReport as Report } from '../../lib/view/quality-store.ts';
import { someOf } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import styles from './QualityReport.module.css';

interface Props {
  report: Report;
}

/** Each check with how many customers it holds of, what that means and what to do; it opens exactly them in the list. */
export const QualityReport = ({ report }: Props) => {
  const { t } = useTranslator();
  const counts = new Map(report.checks.map(({ check, count }) => [check, count]));
  const isSound = report.checks.every(({ count }) => count === 0);
  const checksOf = (group: string) =>
    (Object.keys(QUALITY_CHECKS) as QualityCheck[]).filter((check) => QUALITY_CHECKS[check] === group);
  return (
    <>
      {isSound && <p class={styles.sound}>{t('quality.sound')}</p>}
      {QUALITY_GROUPS.map((group) => (
        <Card key={group}>
          <div class={styles.sheet}>
            <h2 class={styles.title}>{t(`quality.group.${group}`)}</h2>
            <ul class={styles.lines}>
              {checksOf(group).map((check) => (
                <Line key={check} check={check} count={counts.get(check) ?? 0} customers={report.customers} />
              ))}
            </ul>
          </div>
        </Card>
      ))}
      <Card>
        <div class={styles.sheet}>
          <h2 class={styles.title}>{t('quality.group.duplicates')}</h2>
          <ul class={styles.lines}>
            <li class={styles.line}>
              <div class={styles.words}>
                <h3 class={styles.what}>{t('quality.duplicates')}</h3>
                <p class="second">{t('quality.duplicates.why')}</p>
                <p class="muted">{t('quality.duplicates.todo')}</p>
              </div>
              <a class={styles.open} href="#/duplicates">
                {t('quality.duplicates.open')}
              </a>
            </li>
          </ul>
        </div>
      </Card>
    </>
  );
};

interface LineProps {
  check: QualityCheck;
  count: number;
  customers: number;
}

const Line = ({ check, count, customers }: LineProps) => {
  const { t, language } = useTranslator();
  const share = customers === 0 ? 0 : count / customers;
  const filter = { text: '', where: [{ attribute: 'quality', is: 'any-of' as const, values: [check] }] };
  return (
    <li class={`${styles.line} ${count === 0 ? styles.none : ''}`}>
      <div class={styles.words}>
        <h3 class={styles.what}>{t(`quality.${check}`)}</h3>
        <p class="second">{t(`quality.${check}.why`)}</p>
        {count > 0 && <p class="muted">{t(`quality.${check}.todo`)}</p>}
      </div>
      {count === 0 ? (
        <span class={styles.zero}>{t('quality.none')}</span>
      ) : (
        <div class={styles.figures}>
          <a class={styles.open} href={hashOf({ page: 'customers', filter })}>
            {t('quality.open', { n: count })}
          </a>
          <span class={styles.share}>{t('quality.share', { share: someOf(language, share) })}</span>
          <span class={styles.bar} aria-hidden="true">
            <span class={styles.part} style={{ inlineSize: `${Math.max(1.5, share * 100)}%` }} />
          </span>
        </div>
      )}
    </li>
  );
};
