import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Today, TodayRow } from '../../lib/messaging/score-work.ts';
import { anyOf, peopleHash } from '../../lib/view/people-link.ts';
import type { Counted } from '../../lib/view/score-stores.ts';
import { FEW, FEW_FOR_VALUE, TINY } from '../../lib/view/shares.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { CalendarCheck } from '../ui/icons.ts';
import { FewToday } from './FewToday.tsx';
import { MoveRow } from './MoveRow.tsx';
import { PersonRow } from './PersonRow.tsx';
import styles from './Today.module.css';
import { useSeen } from './use-seen.ts';

interface Props {
  today: Today;
  file: Counted;
}

/** Who needs a word today: whom to contact first, who began to stay away, who is silent, who moved between tiers. */
export const TodayView = ({ today, file }: Props) => {
  const { background } = useApp();
  const { t } = useTranslator();
  useSeen(background, today);
  if (file.orders === 0) {
    return (
      <EmptyState
        icon={CalendarCheck}
        title={t('today.no-orders', { n: file.customers })}
        text={t('today.no-orders.text')}
      >
        <a class={styles.link} href="#/files">
          {t('today.import')}
        </a>
      </EmptyState>
    );
  }
  const { contactFirst, alarms, silent, moves, totals, currency, order, few } = today;
  const { buyers, atRisk, churned } = totals;
  if (buyers === 0) {
    return (
      <>
        <EmptyState
          icon={CalendarCheck}
          title={t('scores.no-buyers', { n: file.customers })}
          text={t('scores.no-buyers.text')}
        />
        {few && <FewToday few={few} buyers={buyers} currency={currency} />}
      </>
    );
  }
  const row = (person: TodayRow, aside?: ComponentChildren) => (
    <PersonRow key={person.customerId} {...{ person, currency }} isFew={buyers < FEW} aside={aside} />
  );
  const opens = order === 'gone' ? 'churned' : 'at-risk';
  const many = opens === 'churned' ? churned : atRisk;
  // Of one, two or three there is little to list: what is empty then says nothing that the counts do not.
  const others = ['alarms', 'silent', 'moves'] as const;
  const isListed = (name: (typeof others)[number]) => buyers >= TINY || totals[name] > 0;
  const small = few && <FewToday few={few} buyers={buyers} currency={currency} />;
  const all = many > 0 ? peopleHash([anyOf('stage', opens)]) : undefined;
  return (
    <>
      <dl class={styles.counts}>
        <Count name="at-risk" n={atRisk} of={buyers} />
        <Count name="churned" n={churned} of={buyers} />
        {others.map((name) => (
          <Count key={name} name={name} n={totals[name]} />
        ))}
      </dl>
      {buyers < FEW_FOR_VALUE && <FewBuyers n={buyers} order={order} />}
      {contactFirst.length === 0 && small}
      <div class={others.some(isListed) ? styles.columns : styles.column}>
        <List
          name="contactFirst"
          total={totals.contactFirst}
          text={order === 'nobody' ? '' : t(`today.by.${order}`, { n: churned })}
          link={all !== undefined && <a href={all}>{t(`today.open.${opens}`)}</a>}
          rows={contactFirst.map((person) => row(person))}
        />
        <div class={styles.column}>
          {isListed('alarms') && (
            <List
              name="alarms"
              total={totals.alarms}
              text={t('today.alarms.text')}
              none={churned > 0 ? t('today.alarms.none.churned') : t('today.alarms.none')}
              rows={alarms.map((person) => row(person, <Since at={person.since} reason={person.reason} />))}
            />
          )}
          {isListed('silent') && (
            <List
              name="silent"
              total={totals.silent}
              text={t('today.silent.text')}
              none={churned > 0 ? t('today.silent.none.churned', { n: churned }) : t('today.silent.none')}
              rows={silent.map((person) => row(person, <LastContact at={person.contactAt} />))}
            />
          )}
          {isListed('moves') && (
            <List
              name="moves"
              total={totals.moves}
              text={t('today.moves.text')}
              rows={moves.map((move) => <MoveRow key={`${move.customerId} ${move.at}`} move={move} />)}
            />
          )}
        </div>
      </div>
      {contactFirst.length > 0 && small}
    </>
  );
};

/** What cannot be told of so few; and what the order rests on instead, where it is one of what is at stake. */
const FewBuyers = ({ n, order }: { n: number; order: Today['order'] }) => {
  const { t } = useTranslator();
  const restsOnSpending = order === 'loss' || order === 'clock';
  return (
    <p class={styles.few}>
      {joinSentences(
        t(n < FEW ? 'today.very-few' : 'today.few', { n }),
        ...(restsOnSpending ? [t('today.few.order')] : []),
      )}
    </p>
  );
};

interface CountProps {
  name: 'at-risk' | 'churned' | 'alarms' | 'silent' | 'moves';
  n: number;
  /** Of how many who have bought; they open as a list. */
  of?: number;
}

const Count = ({ name, n, of }: CountProps) => {
  const { t, number } = useTranslator();
  const href = of === undefined || n === 0 ? undefined : peopleHash([anyOf('stage', name)]);
  return (
    <div class={styles.count}>
      <dt>
        {href ? (
          <a class={styles.all} href={href}>
            {t(`today.${name}`)}
          </a>
        ) : (
          t(`today.${name}`)
        )}
      </dt>
      <dd>{number(n)}</dd>
      {of !== undefined && <dd class={styles.of}>{t('today.of', { n: of })}</dd>}
    </div>
  );
};

const FIRST = { contactFirst: 12, alarms: 5, silent: 5, moves: 5 } as const;
const MORE = 40;

interface ListProps {
  name: 'contactFirst' | 'alarms' | 'silent' | 'moves';
  /** How many there are in all; not all need be here. */
  total: number;
  text: string;
  /** What it means that there is nobody. */
  none?: string;
  link?: ComponentChildren;
  rows: readonly ComponentChildren[];
}

/** One kind of reason to act, the most pressing first. */
const List = ({ name, total, text, none, link, rows }: ListProps) => {
  const { t, number } = useTranslator();
  const [shown, setShown] = useState<number>(FIRST[name]);
  return (
    <Card>
      <section class={styles.section} aria-label={t(`today.${name}`)}>
        <div class={styles.head}>
          <h2>{t(`today.${name}`)}</h2>
          {/* Everybody is somewhere in the order of whom to contact: how many says nothing. */}
          {total > 0 && name !== 'contactFirst' && <span class="muted num">{number(total)}</span>}
          <span class={styles.open}>{link}</span>
        </div>
        <p class="second">{rows.length === 0 ? (none ?? t(`today.${name}.none`)) : text}</p>
        {rows.length > 0 && <ol class={styles.rows}>{rows.slice(0, shown)}</ol>}
        {rows.length > shown && (
          <div>
            <Button onClick={() => setShown(shown + MORE)}>{t('common.show-more')}</Button>
          </div>
        )}
        {shown >= rows.length && total > rows.length && (
          <p class="muted">{t('today.rest', { shown: rows.length, n: total })}</p>
        )}
      </section>
    </Card>
  );
};

const Since = ({ at, reason }: { at: number; reason: 'at-risk' | 'half-as-likely' }) => {
  const { t, ago, now } = useTranslator();
  return (
    <>
      {t(`today.reason.${reason}`)} · {ago(at, now())}
    </>
  );
};

const LastContact = ({ at }: { at: number | undefined }) => {
  const { t, ago, now } = useTranslator();
  return at === undefined ? t('today.contact.never') : t('today.contact', { when: ago(at, now()) });
};
