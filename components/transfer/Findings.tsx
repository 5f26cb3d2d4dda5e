import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { fieldText } from '../../lib/i18n/sentences.ts';
import type { ImportCounts } from '../../lib/messaging/contract.ts';
import type { ReadTotals } from '../../lib/messaging/file-work.ts';
import type { Problem, Rejection } from '../../lib/transfer/import-row.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Download } from '../ui/icons.ts';
import styles from './Findings.module.css';
import { Note } from './Note.tsx';

const MOST_EXAMPLES = 8;

interface Props {
  counts: ImportCounts;
  totals: ReadTotals;
  onRejected: () => void;
}

/** What in a file needs somebody to look: conflicts, rows that are not taken in, values left out. */
export const Findings = ({ counts, totals, onRejected }: Props) => {
  const { t, number } = useTranslator();
  const rejected = (Object.entries(totals.rejected) as [Rejection, number][]).sort(byCount);
  const problems = (Object.entries(totals.problems) as [Problem['type'], number][]).sort(byCount);
  return (
    <>
      {totals.isTruncated && <Note tone="warn">{t('import.truncated')}</Note>}
      {counts.examples.length > 0 && (
        <Part title={t('import.conflicts')}>
          <ul class={styles.list}>
            {counts.examples.slice(0, MOST_EXAMPLES).map((example) => (
              <li key={`${example.row} ${example.type} ${example.about}`} class={styles.line}>
                <span class={`${styles.count} num`}>{t('import.conflict.row', { n: example.row })}</span>
                <span>
                  <bdi class={styles.name}>{example.name || t('common.no-name')}</bdi> {conflictText(example)}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {rejected.length > 0 && (
        <Part title={t('import.leftout')}>
          <Tally entries={rejected.map(([reason, count]) => [t(`reject.${reason}`), number(count)])} />
          {totals.rejectedKept > 0 && (
            <div class={styles.file}>
              <Button icon={Download} onClick={onRejected}>
                {t('import.leftout.file')}
              </Button>
              <p class={styles.hint}>
                {t('import.leftout.file.hint')}
                {isPart(totals) && ` ${t('import.leftout.file.some', { n: totals.rejectedKept })}`}
              </p>
            </div>
          )}
        </Part>
      )}
      {problems.length > 0 && (
        <Part title={t('import.doubts')}>
          <Tally entries={problems.map(([type, count]) => [t(`problem.${type}`), number(count)])} />
        </Part>
      )}
    </>
  );

  function conflictText({ type, about }: ImportCounts['examples'][number]): string {
    const own = about.startsWith('custom:') ? about.slice('custom:'.length) : undefined;
    if (type === 'bad-value') return t('import.conflict.bad-value', { field: own ?? about });
    if (type === 'differs' && own !== undefined) return t('import.conflict.differs', { field: own });
    if (type === 'differs') return t('import.conflict.differs', { field: fieldText(t, 'customers', about) });
    return type === 'order-of-another'
      ? t('import.conflict.order-of-another', { number: about })
      : t('import.conflict.several-customers');
  }
};

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const id = useId();
  return (
    <section class={styles.part} aria-labelledby={id}>
      <h3 id={id} class={styles.title}>
        {title}
      </h3>
      {children}
    </section>
  );
};

const byCount = (one: readonly [string, number], other: readonly [string, number]) => other[1] - one[1];

const isPart = ({ rejected, rejectedKept }: ReadTotals): boolean =>
  Object.entries(rejected).reduce((sum, [reason, n]) => (reason === 'not-data' ? sum : sum + (n ?? 0)), 0) >
  rejectedKept;

const Tally = ({ entries }: { entries: readonly (readonly [string, string])[] }) => (
  <ul class={styles.list}>
    {entries.map(([text, count]) => (
      <li key={text} class={styles.line}>
        <span class={`${styles.count} num`}>{count}</span>
        <span>{text}</span>
      </li>
    ))}
  </ul>
);
