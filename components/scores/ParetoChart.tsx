import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { Overview } from '../../lib/messaging/score-work.ts';
import { abcCell } from '../../lib/view/chart-cells.ts';
import { FEW, percent, shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { ParetoCurve } from '../charts/ParetoCurve.tsx';
import { openingWords, quarters } from './chart-words.ts';

/** How much of the revenue the biggest customers bring, with the classes A, B and C. */
export const ParetoChart = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t, number, money, date, language, now } = translator;
  const { pareto, currency } = overview;
  const total = pareto.classes.reduce((sum, { n }) => sum + n, 0);
  const whole = pareto.classes.reduce((sum, { net }) => sum + net, 0);
  const classes = pareto.classes.map((one, at) => {
    const upTo = pareto.classes.slice(0, at + 1);
    return {
      ...one,
      x: upTo.reduce((sum, { n }) => sum + n, 0) / Math.max(1, total),
      y: whole > 0 ? upTo.reduce((sum, { net }) => sum + net, 0) / whole : 0,
      href: abcCell(one.abc, one.n),
    };
  });
  const [a] = classes;
  const buyers = overview.groups.reduce((sum, { n }) => sum + n, 0);
  return (
    <ChartFrame
      title={t('pareto.title')}
      says={a && whole > 0 ? biggestText(translator, a.n, total, a.net / whole) : t('pareto.none')}
      basis={joinSentences(
        whole <= 0
          ? t('rfm.basis', { n: buyers, date: date(overview.asOf, now()) })
          : t('pareto.basis', { n: total, date: date(overview.asOf, now()) }),
        ...(pareto.gini === null || total === 1
          ? []
          : [t('pareto.gini', { gini: number(Math.round(pareto.gini * 100) / 100) })]),
      )}
      words={openingWords(t)}
      table={{
        head: [t('pareto.class'), t('chart.customers'), t('chart.share'), t('chart.net'), t('pareto.part')],
        rows: classes.map(({ abc, n, net, href }) => [
          { text: abc, href },
          number(n),
          shareText(translator, n, total),
          currency === undefined ? '—' : money(Math.round(net), currency),
          whole > 0 ? percent(language, net / whole) : '—',
        ]),
      }}
    >
      {whole > 0 && (
        <ParetoCurve
          label={t('pareto.title')}
          xTitle={t('pareto.x')}
          yTitle={t('pareto.y')}
          ticks={quarters(language)}
          points={pareto.points}
          marks={classes
            .filter(({ n }) => n > 0)
            .map(({ abc, n, net, x, y, href }) => ({
              x,
              y,
              text: abc,
              href,
              name: t('pareto.mark', { letter: abc, n, net: percent(language, whole > 0 ? net / whole : 0) }),
            }))}
        />
      )}
    </ChartFrame>
  );
};

/** Who brings most of it. Of few it is counted, not estimated: how many of how many. */
function biggestText({ t, language }: Translator, part: number, n: number, share: number): string {
  const net = percent(language, share);
  if (n === 1) return t('pareto.says.one');
  if (part === n) return t('pareto.says.all', { n });
  if (n < FEW) return t('pareto.says.few', { n: part, of: n, net });
  return t('pareto.says', { customers: percent(language, part / n), net });
}
