import type { CustomField } from '../../lib/domain/custom-field.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { nextOrder } from '../../lib/view/list-order.ts';
import type { SegmentDraft, SegmentStore } from '../../lib/view/segment-store.ts';
import { FEW, percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { TierChip } from '../customer/TierChip.tsx';
import { SortMenu } from '../dashboard/SortMenu.tsx';
import { sortColumn, sortNames } from '../dashboard/sort-names.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './SegmentPreview.module.css';

interface Props {
  store: SegmentStore;
  /** What is edited: its list is in its order. */
  draft: SegmentDraft;
  fields: readonly CustomField[];
  onRetry: () => void;
}

/** How many are in what is being edited, and the first of them: as the list would show them. */
export const SegmentPreview = ({ store, draft, fields, onRetry }: Props) => {
  const translator = useTranslator();
  const { t, number, language, money } = translator;
  const preview = store.preview.value;
  const failure = store.failure.value;
  const share = preview && preview.everybody > 0 ? preview.total / preview.everybody : 0;
  if (failure) return <FailureState failure={failure} onRetry={onRetry} />;
  if (!preview) return <Skeleton label={t('segment.counting')} rows={6} />;
  const { total, rows } = preview;
  const left = total - rows.length;
  const { sort, descending } = draft;
  const column = sortColumn(sort, fields, t);
  const order = sortNames(t, fields).find((one) => one.sort === sort)?.name;
  return (
    <div class={styles.preview} aria-busy={store.isCounting.value}>
      <p role="status" class={styles.count}>
        <span class={styles.total}>{t('segment.in', { n: total })}</span>{' '}
        <span class={styles.share}>
          {preview.everybody < FEW
            ? t('share.tiny', { part: number(total), n: number(preview.everybody) })
            : t('segment.share', { share: percent(language, share) })}
        </span>
      </p>
      <span class={styles.bar} aria-hidden="true">
        <span class={styles.part} style={{ inlineSize: `${total === 0 ? 0 : Math.max(1, share * 100)}%` }} />
      </span>
      {rows.length === 0 ? (
        <p class="muted">{t('segment.nobody')}</p>
      ) : (
        <>
          <div class={styles.top}>
            <h2 class={styles.title}>
              {t('segment.first')}
              {order && <span class={styles.order}>{t('segment.order', { order })}</span>}
            </h2>
            <SortMenu
              order={{ sort, descending }}
              fields={fields}
              onSort={(next) => store.change(nextOrder({ sort, descending }, next))}
            />
          </div>
          <ul class={styles.people}>
            {rows.map((row) => {
              const name = row.name || row.company || row.email || row.phone || t('common.no-name');
              return (
                <li key={row.id} class={styles.person}>
                  <Avatar name={name} size="s" />
                  <a class={styles.name} href={hashOf({ page: 'customers', customerId: row.id })}>
                    <bdi class="ellipsis">{name}</bdi>
                  </a>
                  {column ? (
                    <span class={styles.net}>{column.text(row, translator) ?? '—'}</span>
                  ) : (
                    row.net && <span class={styles.net}>{money(row.net.amountMinor, row.net.currency)}</span>
                  )}
                  {row.tier && <TierChip tier={row.tier} />}
                </li>
              );
            })}
          </ul>
          {left > 0 && <p class={styles.left}>{t('bulk.whom.left', { n: left })}</p>}
        </>
      )}
      <span class="sr-only">{store.isCounting.value ? t('segment.counting') : number(total)}</span>
    </div>
  );
};
