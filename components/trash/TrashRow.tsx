import { daysLeft, type TrashItem } from '../../lib/domain/trash.ts';
import { sourceText } from '../../lib/i18n/sentences.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Trash2 } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import styles from './Trash.module.css';
import { partsText, titleOf } from './trash-words.ts';

/** So few days left are worth a colour. */
const SOON = 3;

interface Props {
  item: TrashItem;
  isSelected: boolean;
  isBusy: boolean;
  onSelect: (isSelected: boolean) => void;
  onRestore: () => void;
  onErase: () => void;
}

/** One deleted thing: what it was, who deleted it, how long it rests, and back with it. */
export const TrashRow = ({ item, isSelected, isBusy, onSelect, onRestore, onErase }: Props) => {
  const translator = useTranslator();
  const { t, ago, dateTime, now } = translator;
  const title = titleOf(item, translator);
  const left = daysLeft(item.until, now());
  const parts = item.kind === 'customers' || item.kind === 'load' ? partsText(item.parts, item.kind, translator) : '';
  const owner =
    item.owner &&
    t(item.owner.isDeleted ? 'trash.of.deleted' : 'trash.of', { name: item.owner.name || t('common.no-name') });
  return (
    <li class={styles.row}>
      <input
        type="checkbox"
        class={styles.check}
        aria-label={t('trash.select', { name: title.slice(0, 100) })}
        checked={isSelected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
      <div class={styles.what}>
        <span class={styles.title}>
          <Chip>{t(`trash.kind.${item.kind}`)}</Chip>
          <span class={styles.name}>
            <Clip text={title} />
          </span>
        </span>
        <span class={styles.about}>
          {owner && <bdi>{owner}</bdi>}
          {owner && ' · '}
          {item.records !== undefined && `${t('trash.records', { n: item.records })} · `}
          {parts && `${parts} · `}
          <time dateTime={new Date(item.deletedAt).toISOString()} title={dateTime(item.deletedAt)}>
            {t('trash.by', { when: ago(item.deletedAt, now()), who: sourceText(t, item.source) })}
          </time>
        </span>
      </div>
      <span class={styles.left}>
        <Chip tone={left <= SOON ? 'warn' : 'plain'}>
          {left === 0 ? t('trash.left.none') : t('trash.left', { n: left })}
        </Chip>
      </span>
      <div class={styles.tools}>
        <Button
          disabled={isBusy}
          aria-label={t('trash.restore-one', { name: title.slice(0, 100) })}
          onClick={onRestore}
        >
          {t('trash.restore')}
        </Button>
        <Menu
          label={t('trash.erase-one', { name: title.slice(0, 100) })}
          items={[{ label: t('trash.erase'), icon: Trash2, tone: 'danger', run: onErase }]}
        />
      </div>
    </li>
  );
};
