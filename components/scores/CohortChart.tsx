import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Overview } from '../../lib/messaging/score-work.ts';
import { cohortCell } from '../../lib/view/chart-cells.ts';
import { shareFigure, shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CohortHeatmap } from '../charts/CohortHeatmap.tsx';
import { monthStart } from '../filter/condition-text.ts';
import { openingWords } from './chart-words.ts';

const MOST_ROWS = 12;
const MOST_MONTHS = 12;

/** Of those who first bought in a month, the part that bought again in each month after. */
export const CohortChart = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t, number, month, date, now } = translator;
  const cohorts = overview.cohorts
    .filter(({ size, beforeImport }) => size > 0 && !beforeImport)
    .slice(-MOST_ROWS)
    .map(({ month: name, size, kept }) => ({
      name,
      label: month(monthStart(name)),
      size,
      kept: kept.slice(0, MOST_MONTHS),
      href: cohortCell(name, size),
    }));
  const after = cohorts.filter(({ kept }) => kept.length > 0);
  const counted = after.reduce((sum, { size }) => sum + size, 0);
  const again = after.reduce((sum, { size, kept }) => sum + size * (kept[0] ?? 0), 0);
  const months = Math.max(0, ...cohorts.map(({ kept }) => kept.length));
  const cut = overview.cohorts.filter(({ beforeImport }) => beforeImport).reduce((sum, { size }) => sum + size, 0);
  return (
    <ChartFrame
      title={t('cohort.title')}
      says={months === 0 ? t('cohort.none') : t('cohort.says', { share: shareText(translator, again, counted) })}
      basis={joinSentences(
        t(months === 0 ? 'cohort.basis.none' : 'cohort.basis', {
          n: cohorts.reduce((sum, { size }) => sum + size, 0),
          date: date(overview.asOf, now()),
        }),
        ...(cut > 0 ? [t('cohort.cut', { n: cut })] : []),
        ...(months > 0 && overview.isMonthOpen ? [t('cohort.open', { month: month(overview.asOf) })] : []),
      )}
      words={openingWords(t)}
      table={{
        head: [
          t('cohort.month'),
          t('chart.customers'),
          ...Array.from({ length: months }, (_, at) => t('cohort.after', { n: at + 1 })),
        ],
        rows: cohorts.map(({ name, label, size, kept, href }) => [
          { text: label, href },
          number(size),
          ...Array.from({ length: months }, (_, at) => {
            const share = kept[at];
            if (share === undefined) return '';
            return { text: shareText(translator, share * size, size), href: cohortCell(name, share * size, at + 1) };
          }),
        ]),
      }}
    >
      {months > 0 && (
        <CohortHeatmap
          label={t('cohort.title')}
          rowsTitle={t('cohort.rows')}
          columnsTitle={t('cohort.columns')}
          rows={after.map(({ name, label, size, kept, href }) => ({
            head: { text: label, name: t('cohort.row', { month: label, n: size }), href },
            kept: kept.map((share, at) => {
              const { text: whole, range } = shareFigure(translator, share * size, size);
              // The name says what is to be seen, for whoever speaks to it.
              const text = whole.replaceAll(' / ', '/');
              const said = range === undefined ? text : `${text} (${range})`;
              return {
                ...{ share, text, name: t('cohort.cell', { month: label, n: at + 1, share: said }) },
                href: cohortCell(name, share * size, at + 1),
              };
            }),
          }))}
        />
      )}
    </ChartFrame>
  );
};
