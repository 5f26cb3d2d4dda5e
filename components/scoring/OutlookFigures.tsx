import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Receipt, Stage } from '../../lib/domain/receipt.ts';
import type { CustomerOutlook, Unsure } from '../../lib/domain/score.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { FEW, FEW_FOR_VALUE, probability } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Figure } from './Figure.tsx';
import { IfToday, Service } from './NextSteps.tsx';
import { Offers } from './Offers.tsx';
import styles from './Outlook.module.css';
import { aboutText, basisText, stageReason, unsureText } from './outlook-words.ts';
import { TierMoves } from './TierMoves.tsx';

const STAGE_TONES: Readonly<Record<Stage, 'plain' | 'good' | 'warn' | 'bad'>> = {
  prospect: 'plain',
  new: 'plain',
  active: 'good',
  loyal: 'good',
  'at-risk': 'warn',
  churned: 'bad',
};

interface Props {
  customerId: CustomerId;
  outlook: CustomerOutlook;
  receipt: Receipt;
}

/** Where a customer stands and what is likely to come; where that cannot be known, why not. */
export const OutlookFigures = ({ customerId, outlook, receipt }: Props) => {
  const translator = useTranslator();
  const { t, now } = translator;
  const { stage, provisional, wonBack, group, fifths, abc } = outlook;
  const isTold = stage !== 'prospect';
  const figures = isTold ? figuresOf(translator, outlook, now()) : [];
  const none = whyNone(figures);
  return (
    <div class={styles.outlook}>
      <div class={styles.stage}>
        <Chip tone={STAGE_TONES[stage]}>{t(`stage.${stage}`)}</Chip>
        {wonBack && <Chip tone="good">{t('outlook.won-back')}</Chip>}
        {provisional && isTold && (
          <Hint text={t('outlook.provisional.why')}>
            <Chip>{t('outlook.provisional')}</Chip>
          </Hint>
        )}
        <span>{stageReason(translator, outlook)}</span>
      </div>
      {none !== undefined && <p class="second">{unsureText(translator, none, outlook.n)}</p>}
      {(isTold || outlook.policy) && (
        <dl class={styles.figures}>
          <Service outlook={outlook} />
          {none === undefined &&
            figures.map(({ name, label, value, what, unsure }) => (
              <Figure key={name} label={label} value={value}>
                {unsure === undefined ? what : unsureText(translator, unsure, outlook.n)}
              </Figure>
            ))}
          {isTold && <Offers customerId={customerId} version={outlook} />}
          <IfToday outlook={outlook} receipt={receipt} />
          <TierMoves outlook={outlook} />
          {group && (
            <Figure label={t('outlook.group')} value={t(`group.${group}`)}>
              {[fifths && t('outlook.fifths', fifths), abc && t('outlook.abc', { letter: abc })]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </Figure>
          )}
        </dl>
      )}
      {isTold && <p class={styles.basis}>{basisText(translator, outlook, now())}</p>}
    </div>
  );
};

/** One line of figures: what it is and says, or why there is none. */
interface FigureLine {
  readonly name: 'churn' | 'next' | 'value';
  readonly label: string;
  readonly value: string;
  readonly what?: string;
  readonly unsure?: Unsure | 'few-for-value';
}

function figuresOf(translator: Translator, outlook: CustomerOutlook, now: number): readonly FigureLine[] {
  const { t, date, language } = translator;
  const { churn, next, value, horizonDays, n } = outlook;
  const none = (name: FigureLine['name'], unsure: FigureLine['unsure']): FigureLine =>
    ({ name, label: t(`outlook.${name}`), value: '—', unsure }) as FigureLine;
  const inDays = (days: number) => date(now + Math.round(days) * DAY_MS, now);
  return [
    typeof churn === 'string' || n.customers < FEW
      ? none('churn', typeof churn === 'string' ? churn : 'few-customers')
      : {
          name: 'churn',
          label: t('outlook.churn'),
          value: probability(language, churn),
          what: t('outlook.churn.what', { horizon: t('outlook.days', { n: Math.round(horizonDays) }) }),
        },
    typeof next === 'string' || n.customers < FEW
      ? none('next', typeof next === 'string' ? next : 'few-customers')
      : {
          name: 'next',
          label: t('outlook.next'),
          value: t('outlook.next.around', { date: inDays(next.middle) }),
          what: t('outlook.next.window', { from: inDays(next.from), to: inDays(next.to) }),
        },
    typeof value === 'string' || n.customers < FEW_FOR_VALUE
      ? none('value', typeof value === 'string' && value !== 'few-customers' ? value : 'few-for-value')
      : {
          name: 'value',
          label: t('outlook.value'),
          value: aboutText(translator, value.amountMinor, value.currency),
          what: t(`outlook.value.${value.of}`),
        },
  ];
}

/** Why there is none of the figures, told once; absent where there are some. */
function whyNone(figures: readonly FigureLine[]): FigureLine['unsure'] {
  return figures.every(({ unsure }) => unsure !== undefined) ? figures[0]?.unsure : undefined;
}
