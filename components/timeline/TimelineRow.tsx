import type { TimelineItem } from '../../lib/domain/profile.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { IconNode } from '../ui/icons.ts';
import { Mail, Send, ShoppingBag, StickyNote } from '../ui/icons.ts';
import styles from './TimelineRow.module.css';

const LINES_SHOWN = 2;
const STATUS_TONES = { refunded: 'warn', cancelled: 'warn', delivered: 'good' } as const;

/** One thing that happened: an order, a message or a note. */
export const TimelineRow = ({ item }: { item: TimelineItem }) => {
  const translator = useTranslator();
  const { t, ago, dateTime, money, now } = translator;
  const when = (
    <time dateTime={new Date(item.at).toISOString()} title={dateTime(item.at)}>
      {ago(item.at, now())}
    </time>
  );
  return (
    <li class={styles.row}>
      <span class={styles.icon}>
        <Icon of={iconOf(item)} />
      </span>
      <div class={styles.main}>
        <div class={styles.title}>
          <Clip text={titleOf(translator, item)} />
          {item.type === 'order' && (item.status ?? item.statusLabel) && (
            <Chip tone={item.status && item.status in STATUS_TONES ? STATUS_TONES[item.status as 'refunded'] : 'plain'}>
              {item.status ? t(`status.${item.status}`) : <bdi>{item.statusLabel?.slice(0, 24)}</bdi>}
            </Chip>
          )}
        </div>
        <div class={styles.meta}>
          {item.type === 'message' && !item.exact ? (
            <Hint text={t('timeline.recorded-at.why')}>{t('timeline.recorded-at', { when: ago(item.at, now()) })}</Hint>
          ) : (
            when
          )}
          {item.type === 'order' && item.lines.length > 0 && (
            <>
              <span aria-hidden="true">·</span>
              <Clip text={linesText(translator, item)} />
            </>
          )}
        </div>
      </div>
      {item.type === 'order' && item.totalMinor !== undefined && item.currency !== undefined && (
        <span class="num">{money(item.totalMinor, item.currency)}</span>
      )}
    </li>
  );
};

function iconOf(item: TimelineItem): IconNode {
  if (item.type === 'order') return ShoppingBag;
  if (item.type === 'note') return StickyNote;
  return item.direction === 'in' ? Mail : Send;
}

function titleOf({ t }: Translator, item: TimelineItem): string {
  if (item.type === 'order') return t('timeline.order', { number: item.number });
  if (item.type === 'note') return item.body.slice(0, 300) || t('timeline.note');
  return t(`timeline.${item.direction}`, { subject: item.subject || t('timeline.no-subject') });
}

function linesText({ t, list }: Translator, item: Extract<TimelineItem, { type: 'order' }>): string {
  const shown = item.lines
    .slice(0, LINES_SHOWN)
    .map((line) => t('timeline.line', { name: line.name, quantity: line.quantity }));
  const more = item.lines.length - shown.length;
  return list(more > 0 ? [...shown, t('timeline.more-lines', { n: more })] : shown);
}
