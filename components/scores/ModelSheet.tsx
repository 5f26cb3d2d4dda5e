import type { ComponentChildren } from 'preact';
import type { FittedModel } from '../../lib/messaging/score-work.ts';
import { useTranslator } from '../app/app-context.ts';
import { DataTable } from '../charts/DataTable.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { LETTERS, type MODEL_FORMULAS, MODEL_NAMES } from './formulas.ts';
import styles from './Models.module.css';

interface SheetProps {
  title: string;
  verdict?: { readonly tone: 'good' | 'warn' | 'plain'; readonly text: string };
  /** What it says, for whoever keeps the shop. */
  says: ComponentChildren;
  /** Formulas and figures, one click away. */
  children?: ComponentChildren;
}

/** One thing that was worked out from the orders, in plain words first. */
export const ModelSheet = ({ title, verdict, says, children }: SheetProps) => {
  const { t } = useTranslator();
  return (
    <Card>
      <section class={styles.sheet} aria-label={title}>
        <div class={styles.head}>
          <h2>{title}</h2>
          {verdict && <Chip tone={verdict.tone}>{verdict.text}</Chip>}
        </div>
        <div class={styles.says}>{says}</div>
        {children && (
          <details class={styles.more}>
            <summary>{t('model.more')}</summary>
            <div class={styles.inside}>{children}</div>
          </details>
        )}
      </section>
    </Card>
  );
};

/** The lines of a formula with its source. */
export const FormulaText = ({ formula }: { formula: (typeof MODEL_FORMULAS)['nbd'] }) => (
  <div class={styles.formula}>
    {formula.lines.map((line) => (
      <code key={line}>{line}</code>
    ))}
    <small>{formula.source}</small>
  </div>
);

/** Less than this is the rounding of what is nothing. */
const NOTHING = 5e-5;

/** What a model was fitted to and what came out. */
export const ModelFigures = ({ models }: { models: readonly FittedModel[] }) => {
  const { t, number, language } = useTranslator();
  const figure = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
  return (
    <DataTable
      label={t('model.figures')}
      table={{
        head: [t('model.name'), t('chart.customers'), t('model.parameters'), t('model.likelihood'), t('model.verdict')],
        rows: models.map(({ name, n, parameters, logLikelihood, verdict }) => [
          name === 'mbg-nbd-map' ? t('model.prior', { model: MODEL_NAMES[name] }) : MODEL_NAMES[name],
          number(n),
          Object.entries(parameters)
            .map(([letter, value]) => `${LETTERS[letter] ?? letter} ${figure.format(value)}`)
            .join(' · '),
          verdict === 'too-few' ? '—' : figure.format(Math.abs(logLikelihood) < NOTHING ? 0 : logLikelihood),
          t(`model.verdict.${verdict}`),
        ]),
      }}
    />
  );
};
