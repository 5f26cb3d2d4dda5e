import type { ModelReport } from '../../lib/messaging/score-work.ts';
import { FEW, percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { CHURN_TEST_FORMULA, CLOCK_FORMULA, MODEL_FORMULAS } from './formulas.ts';
import { FormulaText, ModelFigures, ModelSheet } from './ModelSheet.tsx';
import styles from './Models.module.css';
import { PastCheck } from './PastCheck.tsx';
import { Warnings } from './Warnings.tsx';

interface Props {
  report: ModelReport;
  past: ModelReport | undefined;
}

/** Each model with what it rests on and how well it fits, in words; formulas and figures one click away. */
export const ModelsView = ({ report, past }: Props) => {
  const { t } = useTranslator();
  const { customers, purchasers, repeats } = report;
  return (
    <>
      <p class={styles.lead}>
        {t('models.lead', { n: customers, purchasers, repeats: t('outlook.n.repeats', { n: repeats }) })}
      </p>
      <Clock report={report} />
      <Leaving report={report} />
      <Purchases report={report} />
      <Amounts report={report} />
      {past?.holdout && <PastCheck report={past} holdout={past.holdout} />}
      <Warnings warnings={report.warnings} />
    </>
  );
};

const DEFAULT_SOURCE = 'default';

const Clock = ({ report: { clock } }: { report: ModelReport }) => {
  const { t, number, language } = useTranslator();
  const isDefault = clock.source.startsWith(DEFAULT_SOURCE);
  const days = (count: number) => t('outlook.days', { n: Math.round(count) });
  return (
    <ModelSheet
      title={t('clock.title')}
      verdict={isDefault ? { tone: 'warn', text: t('clock.default') } : { tone: 'good', text: t('clock.own') }}
      says={
        <>
          <p>
            {isDefault
              ? t('clock.says.default', { n: clock.gaps, g80: days(clock.g80), g95: days(clock.g95) })
              : t('clock.says', { n: clock.gaps, g50: days(clock.g50), g80: days(clock.g80), g95: days(clock.g95) })}
          </p>
          {!isDefault && <p class="second">{t('clock.returning', { share: percent(language, clock.returning) })}</p>}
        </>
      }
    >
      <FormulaText formula={CLOCK_FORMULA} />
      <p class="muted num">
        {(['g50', 'g80', 'g90', 'g95'] as const)
          .map((name) => `${name.toUpperCase()} ${number(Math.round(clock[name] * 100) / 100)}`)
          .join(' · ')}
      </p>
    </ModelSheet>
  );
};

/** Of so few it is their number that keeps it from being told, whatever a test of them says. */
const verdictOf = ({ identification, purchasers }: Pick<ModelReport, 'identification' | 'purchasers'>) =>
  purchasers < FEW ? 'too-few' : identification.verdict;

const Leaving = ({ report: { identification, purchasers, repeats } }: { report: ModelReport }) => {
  const { t, number } = useTranslator();
  const { verdict: found, statistic } = identification;
  const verdict = verdictOf({ identification, purchasers });
  const n = {
    n: repeats,
    customers: t('outlook.n.customers', { n: purchasers }),
    repeats: t('outlook.n.repeats', { n: repeats }),
  };
  return (
    <ModelSheet
      title={t('leaving.title')}
      verdict={{ tone: verdict === 'churn-seen' ? 'good' : 'warn', text: t(`leaving.verdict.${verdict}`) }}
      says={<p>{t(`leaving.says.${verdict}`, n)}</p>}
    >
      {found !== 'too-few' && (
        <>
          <FormulaText formula={CHURN_TEST_FORMULA} />
          <p class="muted num">{t('leaving.statistic', { value: number(Math.round(statistic * 10) / 10) })}</p>
        </>
      )}
    </ModelSheet>
  );
};

const Purchases = ({ report: { models, horizonDays, identification, purchasers } }: { report: ModelReport }) => {
  const { t } = useTranslator();
  const model = models.find(({ name }) => name === 'mbg-nbd-map');
  const isUsed = model?.verdict === 'fitted' && verdictOf({ identification, purchasers }) === 'churn-seen';
  return (
    <ModelSheet
      title={t('purchases.title')}
      verdict={isUsed ? { tone: 'good', text: t('model.used') } : { tone: 'plain', text: t('model.unused') }}
      says={
        <p>
          {isUsed && model
            ? t('purchases.says', { n: model.n, horizon: t('outlook.days', { n: Math.round(horizonDays) }) })
            : t('purchases.unused')}
        </p>
      }
    >
      {model && (
        <>
          <FormulaText formula={MODEL_FORMULAS['mbg-nbd-map']} />
          <p class="second">{t('purchases.parameters')}</p>
          <ModelFigures models={models.filter(({ name }) => name !== 'gamma-gamma')} />
          <p class="muted">{t('purchases.others')}</p>
        </>
      )}
    </ModelSheet>
  );
};

const Amounts = ({ report: { models, value } }: { report: ModelReport }) => {
  const { t, number } = useTranslator();
  const model = models.find(({ name }) => name === 'gamma-gamma');
  const isUsed = value.uses === 'gamma-gamma' || value.uses === 'own-mean';
  const own = value.why === undefined || value.why === 'depends' ? 'own-mean' : value.why;
  const says = value.uses === 'gamma-gamma' ? 'gamma-gamma' : own;
  const figures = {
    pearson: number(Math.round(value.pearson * 100) / 100),
    spearman: number(Math.round(value.spearman * 100) / 100),
  };
  return (
    <ModelSheet
      title={t('amounts.title')}
      verdict={isUsed ? { tone: 'good', text: t('model.used') } : { tone: 'plain', text: t('model.unused') }}
      says={<p>{isUsed ? t(`amounts.says.${says}`) : t('amounts.unused')}</p>}
    >
      {model && (
        <>
          <FormulaText formula={MODEL_FORMULAS['gamma-gamma']} />
          <p class="second">{t('amounts.correlation', figures)}</p>
          <ModelFigures models={[model]} />
        </>
      )}
    </ModelSheet>
  );
};
