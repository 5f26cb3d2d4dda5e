import type { ModelReport } from '../../lib/messaging/score-work.ts';
import { FEW, percent, shareText, wilson } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Calibration } from '../charts/Calibration.tsx';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Histogram } from '../charts/Histogram.tsx';
import { Card } from '../dashboard/Card.tsx';
import { chartWords, quarters } from './chart-words.ts';
import { ModelSheet } from './ModelSheet.tsx';

interface Props {
  report: ModelReport;
  holdout: NonNullable<ModelReport['holdout']>;
}

/** What the model would have said one horizon ago, and what then happened. */
export const PastCheck = ({ report, holdout }: Props) => {
  const translator = useTranslator();
  const { t, number, date, language, now } = translator;
  const n = holdout.calibration.reduce((sum, point) => sum + point.n, 0);
  const window = { from: date(report.asOf, now()), to: date(holdout.until, now()) };
  const isBetter = holdout.brier < holdout.brierOfBaseRate;
  const isFew = n < FEW;
  const judged = isBetter
    ? ({ tone: 'good', text: t('past.better') } as const)
    : ({ tone: 'warn', text: t('past.worse') } as const);
  const verdict = isFew ? ({ tone: 'plain', text: t('past.few') } as const) : judged;
  const points = holdout.calibration
    .filter((point) => point.n > 0)
    .map((point) => ({ ...point, ...wilson(point.happened * point.n, point.n) }));
  const sentence = (point: (typeof points)[number]) =>
    t('past.point', {
      foretold: percent(language, point.foretold),
      happened: shareText(translator, point.happened * point.n, point.n),
    });
  const round = (value: number) => number(Math.round(value * 1000) / 1000);
  return (
    <>
      <ModelSheet
        title={t('past.title')}
        verdict={verdict}
        says={
          <>
            <p>{t('past.says', window)}</p>
            <p>
              {isFew
                ? t('past.few.says', { n })
                : t('past.auc', {
                    auc: Math.round(holdout.auc * 100),
                    recency: Math.round(holdout.aucByRecency * 100),
                  })}
            </p>
            <p>
              {t('past.totals', {
                foretold: Math.round(holdout.foretold),
                happened: Math.round(holdout.happened),
              })}
            </p>
            {!isFew && <p class="second">{t('past.basis', { n, from: window.from })}</p>}
          </>
        }
      >
        <p class="second num">
          {t('past.figures', {
            auc: round(holdout.auc),
            recency: round(holdout.aucByRecency),
            brier: round(holdout.brier),
            base: round(holdout.brierOfBaseRate),
          })}
        </p>
        <ul>
          {holdout.byStage.map(({ stage, n: many, bought }) => (
            <li key={stage} class="num">
              {t('past.stage', { stage: t(`stage.${stage}`), share: shareText(translator, bought, many) })}
            </li>
          ))}
        </ul>
      </ModelSheet>
      <Card>
        <ChartFrame
          title={t('calibration.title')}
          says={t('calibration.says')}
          basis={t('calibration.basis', { ...window, n })}
          words={chartWords(t)}
          table={{
            head: [t('calibration.foretold'), t('calibration.happened'), t('chart.customers')],
            rows: points.map((point) => [
              percent(language, point.foretold),
              shareText(translator, point.happened * point.n, point.n),
              number(point.n),
            ]),
          }}
        >
          <Calibration
            label={t('calibration.title')}
            xTitle={t('calibration.foretold')}
            yTitle={t('calibration.happened')}
            ticks={quarters(language)}
            points={points.map((point) => ({
              x: point.foretold,
              y: point.happened,
              low: point.low,
              high: point.high,
              name: sentence(point),
            }))}
          />
        </ChartFrame>
      </Card>
      <Card>
        <ChartFrame
          title={t('spread.title')}
          says={t('spread.says')}
          basis={t('calibration.basis', { ...window, n })}
          words={chartWords(t)}
          table={{
            head: [t('calibration.foretold'), t('chart.customers')],
            rows: points.map((point) => [percent(language, point.foretold), number(point.n)]),
          }}
        >
          <Histogram
            label={t('spread.title')}
            xTitle={t('calibration.foretold')}
            bars={points.map((point) => ({
              tick: percent(language, point.foretold),
              n: point.n,
              name: t('spread.bar', { share: percent(language, point.foretold), n: point.n }),
            }))}
          />
        </ChartFrame>
      </Card>
    </>
  );
};
