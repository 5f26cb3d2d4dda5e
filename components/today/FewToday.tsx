import type { ComponentChildren } from 'preact';
import type { FewToday as Few, TodayRow } from '../../lib/messaging/score-work.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { FEW } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { WARNINGS } from '../scores/Warnings.tsx';
import { calledText } from './called-text.ts';
import { PersonRow } from './PersonRow.tsx';
import { Somebody } from './Somebody.tsx';
import styles from './Today.module.css';

interface Props {
  few: Few;
  /** How many have bought. */
  buyers: number;
  currency: string | undefined;
}

/** While few have bought: who bought last, whose orders wait, and what is missing to tell more. */
export const FewToday = ({ few, buyers, currency }: Props) => (
  <div class={styles.columns}>
    {few.lately.length > 0 && <Lately few={few} currency={currency} />}
    <div class={styles.column}>
      {few.waiting.length > 0 && <Waiting few={few} />}
      <More few={few} buyers={buyers} />
    </div>
  </div>
);

interface SectionProps {
  title: string;
  text?: string | undefined;
  count?: number;
  children: ComponentChildren;
}
const Section = ({ title, text, count, children }: SectionProps) => {
  const { number } = useTranslator();
  return (
    <Card>
      <section class={styles.section} aria-label={title}>
        <div class={styles.head}>
          <h2>{title}</h2>
          {count !== undefined && <span class="muted num">{number(count)}</span>}
        </div>
        {text && <p class="second">{text}</p>}
        {children}
      </section>
    </Card>
  );
};

const Lately = ({ few: { lately, quietest }, currency }: Pick<Props, 'few' | 'currency'>) => {
  const { t, date, now } = useTranslator();
  return (
    <Section title={t('today.few.lately')} text={quietest && quietText(t, quietest)}>
      <ol class={styles.rows}>
        {lately.map(({ boughtAt, purchases, ...person }) => (
          <PersonRow
            key={person.customerId}
            person={person}
            currency={currency}
            isFew
            aside={[
              t('today.few.bought', { when: date(boughtAt, now()) }),
              // Of one the sentence before says so.
              ...(purchases > 1 ? [t('today.few.purchases', { n: purchases })] : []),
            ].join(' · ')}
          />
        ))}
      </ol>
    </Section>
  );
};

function quietText(t: ReturnType<typeof useTranslator>['t'], person: TodayRow): string {
  const days = (count: number) => t('outlook.days', { n: Math.round(count) });
  const { sinceDays, riskDays = 0 } = person;
  return t('today.few.quietest', { name: calledText(t, person), since: days(sinceDays), risk: days(riskDays) });
}

const Waiting = ({ few: { waiting, waitingTotal } }: Pick<Props, 'few'>) => {
  const { t, ago, now } = useTranslator();
  return (
    <Section title={t('today.few.waiting')} text={t('today.few.waiting.text')} count={waitingTotal}>
      <ol class={styles.rows}>
        {waiting.map(({ customerId, orderId, name, number, placedAt }) => {
          const shown = calledText(t, { name, ...(number ? { order: number } : {}) });
          return (
            <Somebody
              key={orderId}
              customerId={customerId}
              shown={shown}
              why={[
                name && number ? t('today.order', { number }) : '',
                placedAt === undefined ? '' : ago(placedAt, now()),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            />
          );
        })}
      </ol>
      {waitingTotal > waiting.length && (
        <p class="muted">{t('today.rest', { shown: waiting.length, n: waitingTotal })}</p>
      )}
    </Section>
  );
};

/** So many gaps between purchases tell a shop's own rhythm. */
const GAPS_FOR_RHYTHM = 30;

const More = ({ few, buyers }: Pick<Props, 'few' | 'buyers'>) => {
  const { t, number } = useTranslator();
  const { gaps, withoutGoods, paidOrders, withoutContact, warnings } = few;
  const sentences = [
    t('today.few.more.buyers', { n: FEW - buyers }),
    ...(gaps < GAPS_FOR_RHYTHM ? [t('today.few.more.gaps', { n: gaps })] : []),
    ...(withoutGoods > 0 ? [t('today.few.more.goods', { n: withoutGoods, of: number(paidOrders) })] : []),
    ...(withoutContact > 0 ? [t('today.few.more.contact', { n: withoutContact })] : []),
    ...warnings.flatMap(({ type, count, about = '' }) => {
      const known = WARNINGS.find((one) => one === type);
      return known ? [t(`warnings.${known}`, { n: count, about })] : [];
    }),
  ];
  return (
    <Section title={t('today.few.more')}>
      <ul class={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class={styles.ways}>
        <a class={styles.link} href={hashOf({ page: 'files' })}>
          {t('today.few.more.import')}
        </a>
        <a class={styles.link} href={hashOf({ page: 'sites' })}>
          {t('today.few.more.sites')}
        </a>
      </p>
    </Section>
  );
};
