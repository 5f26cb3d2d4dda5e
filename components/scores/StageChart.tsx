import type { Overview } from '../../lib/messaging/score-work.ts';
import { stageCell } from '../../lib/view/chart-cells.ts';
import { countText, shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Funnel } from '../charts/Funnel.tsx';
import { openingWords } from './chart-words.ts';

/** How many customers are in each stage, from those who have not bought yet to those who are gone. */
export const StageChart = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t, number, money, date, now } = translator;
  const { currency, funnel } = overview;
  const total = funnel.reduce((sum, { n }) => sum + n, 0);
  const count = (...stages: readonly string[]) =>
    funnel.filter(({ stage }) => stages.includes(stage)).reduce((sum, { n }) => sum + n, 0);
  const buyers = total - count('prospect');
  const steps = funnel.map(({ stage, n, net }) => ({
    id: stage,
    label: t(`stage.${stage}`),
    n,
    net,
    text: countText(translator, n, total),
    name: t('stages.step', { stage: t(`stage.${stage}`), n }),
    href: stageCell(stage, n),
  }));
  return (
    <ChartFrame
      title={t('stages.title')}
      says={
        buyers === 0
          ? t('stages.none')
          : t('stages.says', {
              here: shareText(translator, count('new', 'active', 'loyal'), buyers),
              risk: shareText(translator, count('at-risk'), buyers),
            })
      }
      basis={t('stages.basis', { n: total, date: date(overview.asOf, now()) })}
      words={openingWords(t)}
      table={{
        head: [t('stages.stage'), t('chart.customers'), t('chart.share'), t('chart.net')],
        rows: steps.map(({ label, n, net, href }) => [
          { text: label, href },
          number(n),
          shareText(translator, n, total),
          currency === undefined ? '—' : money(Math.round(net), currency),
        ]),
      }}
    >
      <Funnel label={t('stages.title')} steps={steps} />
    </ChartFrame>
  );
};
