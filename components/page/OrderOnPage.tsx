import type { PageContext } from '../../lib/domain/page-context.ts';
import type { SeenOrder } from '../../lib/domain/sighting.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Plus } from '../ui/icons.ts';
import styles from './OrderOnPage.module.css';
import { type ReadFact, ReadFacts } from './ReadFacts.tsx';

const LINES_SHOWN = 5;

interface Props {
  order: NonNullable<PageContext['order']>;
  /** The person it is added to. */
  personKey: string | undefined;
}

/** An order on the page that is not on file: what was read and from where, added in one click. */
export const OrderOnPage = ({ order, personKey }: Props) => {
  const { actions } = useApp();
  const translator = useTranslator();
  const { t, money } = translator;
  const { seen } = order;
  const currency = seen.currency?.value;
  return (
    <Section title={t('order.not-on-file', { number: seen.number.value.slice(0, 80) })}>
      <ReadFacts facts={orderFacts(translator, seen)} />
      {seen.lines.length > 0 && (
        <ul class={styles.lines} aria-label={t('order.lines')}>
          {seen.lines.slice(0, LINES_SHOWN).map((line, index) => (
            <li key={`${index} ${line.sku ?? line.name}`} class={styles.line}>
              <Clip text={t('timeline.line', { name: line.name, quantity: line.quantity })} />
              {line.totalMinor !== undefined && currency !== undefined && (
                <span class="num">{money(line.totalMinor, currency)}</span>
              )}
            </li>
          ))}
          {seen.lines.length > LINES_SHOWN && (
            <li class="muted">{t('timeline.more-lines', { n: seen.lines.length - LINES_SHOWN })}</li>
          )}
        </ul>
      )}
      <div>
        <Button
          tone="primary"
          icon={Plus}
          onClick={() =>
            void actions.run(
              'page.record',
              { of: seen.number.value, ...(personKey === undefined ? {} : { key: personKey }) },
              { done: t('done.recorded'), undo: true },
            )
          }
        >
          {t('order.add')}
        </Button>
      </div>
    </Section>
  );
};

function orderFacts({ t, dateTime, money }: Translator, seen: SeenOrder): ReadFact[] {
  const currency = seen.currency?.value;
  const amount = (minor: number | undefined) =>
    minor === undefined || currency === undefined ? undefined : money(minor, currency);
  const facts: ReadFact[] = [
    { label: t('order.number'), value: seen.number.value, kind: seen.number.kind },
    {
      label: t('order.date'),
      value: seen.placedAt && dateTime(seen.placedAt.value),
      kind: seen.placedAt?.kind,
      why: t('order.date.why'),
    },
    {
      label: t('order.status'),
      value: seen.status ? t(`status.${seen.status.value}`) : seen.statusLabel?.value,
      kind: (seen.status ?? seen.statusLabel)?.kind,
      why: t('order.status.why'),
    },
    {
      label: t('order.total'),
      value: amount(seen.totalMinor?.value),
      kind: seen.totalMinor?.kind,
      why: t('order.total.why'),
    },
  ];
  if (seen.refundedMinor && seen.refundedMinor.value !== 0) {
    facts.push({
      label: t('order.refunded'),
      value: amount(seen.refundedMinor.value),
      kind: seen.refundedMinor.kind,
      why: t('order.total.why'),
    });
  }
  return facts;
}
