import type { BulkPreview } from '../../lib/view/bulk-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import styles from './WhomList.module.css';

interface Props {
  preview: BulkPreview;
  isRemoval: boolean;
  onMore: () => void;
}

/** Whom a change would change, by name: all of them, a hundred at a time. */
export const WhomList = ({ preview, isRemoval, onMore }: Props) => {
  const { t } = useTranslator();
  const { people, changing } = preview;
  const left = changing - people.length;
  const title = t(isRemoval ? 'bulk.whom.remove' : 'bulk.whom');
  return (
    <details class={styles.whom}>
      <summary class={styles.title}>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <section class={styles.scroll} tabIndex={0} aria-label={title}>
        <ul>
          {people.map(({ id, name, company, email, phone }) => {
            const [first = t('common.no-name'), second] = [name, company, email, phone].filter((text) => text !== '');
            return (
              <li key={id} class={styles.one}>
                <bdi class="ellipsis">{first}</bdi>
                {second !== undefined && <bdi class={styles.second}>{second}</bdi>}
              </li>
            );
          })}
        </ul>
        {left > 0 && (
          <p class={styles.left}>
            {t('bulk.whom.left', { n: left })}
            <Button tone="ghost" onClick={onMore}>
              {t('common.show-more')}
            </Button>
          </p>
        )}
      </section>
    </details>
  );
};
