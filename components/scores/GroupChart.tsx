import type { Overview } from '../../lib/messaging/score-work.ts';
import { groupCell } from '../../lib/view/chart-cells.ts';
import { countText, percent, shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Funnel } from '../charts/Funnel.tsx';
import { openingWords } from './chart-words.ts';

/** How many customers each RFM group has, and what it brings. */
export const GroupChart = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t, number, money, language, date, now } = translator;
  const { currency, groups } = overview;
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const whole = groups.reduce((sum, { net }) => sum + net, 0);
  const only = groups.find(({ n }) => n > 0 && n === total);
  const [most] = [...groups].sort((a, b) => b.net - a.net);
  const steps = groups.map(({ group, n, net }) => ({
    id: group,
    label: t(`group.${group}`),
    n,
    net,
    text: countText(translator, n, total),
    name: t('groups.step', { group: t(`group.${group}`), n }),
    href: groupCell(group, n),
  }));
  return (
    <ChartFrame
      title={t('groups.title')}
      says={
        only
          ? t(total === 1 ? 'groups.says.one' : 'groups.says.all', { group: t(`group.${only.group}`), n: total })
          : most && whole > 0
            ? t('groups.says', { group: t(`group.${most.group}`), net: percent(language, most.net / whole) })
            : t('pareto.none')
      }
      basis={t('groups.basis', { n: total, date: date(overview.asOf, now()) })}
      words={openingWords(t)}
      table={{
        head: [t('groups.group'), t('chart.customers'), t('chart.share'), t('chart.net')],
        rows: steps.map(({ label, n, net, href }) => [
          { text: label, href },
          number(n),
          shareText(translator, n, total),
          currency === undefined ? '—' : money(Math.round(net), currency),
        ]),
      }}
    >
      <Funnel label={t('groups.title')} steps={steps} />
    </ChartFrame>
  );
};
