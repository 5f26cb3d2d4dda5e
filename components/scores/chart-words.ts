import type { Translate } from '../../lib/i18n/catalogue.ts';
import { percent } from '../../lib/view/shares.ts';
import type { ChartWords } from '../charts/ChartFrame.tsx';
import type { Tick } from '../charts/Plot.tsx';

/** What every chart says. */
export const chartWords = (t: Translate): ChartWords => ({
  asTable: t('chart.table'),
  asChart: t('chart.chart'),
  hint: t('chart.hint'),
});

/** The same where each part opens those whom it counts. */
export const openingWords = (t: Translate): ChartWords => ({ ...chartWords(t), hint: t('chart.hint.opens') });

/** 0, 25 … 100 %. */
export const quarters = (language: string): readonly Tick[] =>
  [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: percent(language, at) }));
