import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { Overview } from '../../lib/messaging/score-work.ts';
import { rfmCell } from '../../lib/view/chart-cells.ts';
import { shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { RfmGrid } from '../charts/RfmGrid.tsx';
import { openingWords } from './chart-words.ts';

/** How many customers bought lately and often; each cell opens them. */
export const RfmChart = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t, number, money, date, now } = translator;
  const { currency, rfm } = overview;
  const cells = rfm.cells.map((column, r) =>
    column.map(({ n, net }, f) => ({
      n,
      net,
      r: r + 1,
      f: f + 1,
      text: number(n),
      name: t('rfm.cell', { r: r + 1, f: f + 1, n }),
      href: rfmCell(r + 1, f + 1, n),
    })),
  );
  const all = cells.flat();
  const total = all.reduce((sum, { n }) => sum + n, 0);
  const best = all.filter(({ r, f }) => r >= 4 && f >= 4).reduce((sum, { n }) => sum + n, 0);
  const fading = all.filter(({ r, f }) => r <= 2 && f >= 4).reduce((sum, { n }) => sum + n, 0);
  return (
    <ChartFrame
      title={t('rfm.title')}
      says={t('rfm.says', { best: shareText(translator, best, total), fading: shareText(translator, fading, total) })}
      basis={joinSentences(
        t('rfm.basis', { n: total, date: date(overview.asOf, now()) }),
        ...(rfm.limits ? limitsText(translator, rfm.limits, currency) : []),
      )}
      words={openingWords(t)}
      table={{
        head: [t('rfm.table.cell'), t('chart.customers'), t('chart.share'), t('chart.net')],
        rows: all
          .filter(({ n }) => n > 0)
          .map(({ r, f, n, net, href }) => [
            { text: t('rfm.table.row', { r, f }), href },
            number(n),
            shareText(translator, n, total),
            currency === undefined ? '—' : money(Math.round(net), currency),
          ]),
      }}
    >
      <RfmGrid
        label={t('rfm.title')}
        recencyTitle={t('rfm.recency')}
        frequencyTitle={t('rfm.frequency')}
        cells={cells}
      />
    </ChartFrame>
  );
};

const DAYS_A_YEAR = 365;

/** What the fifths are in days, purchases and money, the last two of the years that count. */
function limitsText(
  { t, number, money }: Translator,
  { recency, frequency, monetary, windowDays }: NonNullable<Overview['rfm']['limits']>,
  currency: string | undefined,
): readonly string[] {
  const row = (values: readonly number[], say: (value: number) => string) => values.map(say).join(' / ');
  const hasMoney = monetary !== undefined && currency !== undefined;
  const n = windowDays / DAYS_A_YEAR;
  return [
    t('rfm.limits', { recency: row(recency, number), frequency: row(frequency, number), n }),
    ...(hasMoney ? [t('rfm.limits.money', { n, amounts: row(monetary, (net) => money(net, currency)) })] : []),
  ];
}
