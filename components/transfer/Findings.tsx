import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import { fieldText } from '../../lib/i18n/sentences.ts';
import type { ImportCounts } from '../../lib/messaging/contract.ts';
import type { Counted, ReadTotals } from '../../lib/messaging/file-work.ts';
import type { Problem, Rejection } from '../../lib/transfer/import-row.ts';
import { countRejected } from '../../lib/view/import-run.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Download } from '../ui/icons.ts';
import styles from './Findings.module.css';
import { Note } from './Note.tsx';

const MOST_EXAMPLES = 8;
const NAMED = 3;

interface Props {
  counts: ImportCounts;
  totals: ReadTotals;
  onRejected: () => void;
}

/** What in a file needs somebody to look: conflicts, rows that are not taken in, values left out. */
export const Findings = ({ counts, totals, onRejected }: Props) => {
  const { t } = useTranslator();
  const rejected = (Object.entries(totals.rejected) as [Rejection, Counted][]).sort(byCount);
  const problems = (Object.entries(totals.problems) as [Problem['type'], Counted][]).sort(byCount);
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
          <ul class={styles.list}>
            {rejected.map(([reason, of]) => (
              <Tally key={reason} count={t('import.rows', { n: of.count })} text={t(`reject.${reason}`)} of={of} />
            ))}
          </ul>
          {totals.rejectedKept > 0 && (
            <div class={styles.file}>
              <Button icon={Download} onClick={onRejected}>
                {t('import.leftout.file')}
              </Button>
              <p class={styles.hint}>
                {joinSentences(
                  t('import.leftout.file.hint'),
                  ...(isPart(totals) ? [t('import.leftout.file.some', { n: totals.rejectedKept })] : []),
                )}
              </p>
            </div>
          )}
        </Part>
      )}
      {problems.length > 0 && (
        <Part title={t('import.doubts')}>
          <ul class={styles.list}>
            {problems.map(([type, of]) => (
              <Tally key={type} count={t('import.values', { n: of.count })} text={t(`problem.${type}`)} of={of} />
            ))}
          </ul>
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

const byCount = (one: readonly [string, Counted], other: readonly [string, Counted]) => other[1].count - one[1].count;

const isPart = (totals: ReadTotals): boolean => countRejected(totals) > totals.rejectedKept;

/** How many, what of them, and the first rows where it is so. */
const Tally = ({ count, text, of }: { count: string; text: string; of: Counted }) => (
  <li class={styles.line}>
    <span class={`${styles.count} num`}>{count}</span>
    <span>
      {text} <span class={`${styles.where} num`}>{useRowsText(of)}</span>
    </span>
  </li>
);

/** "rows 3, 17, 20 and 40 others". One more than that is named rather than counted. */
function useRowsText({ rows, first }: Counted): string {
  const { t } = useTranslator();
  const named = rows > first.length ? first.slice(0, NAMED) : first;
  const text = named.map(String).reduce((first, second) => t('import.in-rows.between', { first, second }));
  if (rows > named.length) return t('import.in-rows.more', { rows: text, n: rows - named.length });
  return t(rows === 1 ? 'import.in-row' : 'import.in-rows', { rows: text });
}
