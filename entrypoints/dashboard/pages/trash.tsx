import { useState } from 'preact/hooks';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { useKeptUp } from '../../../components/app/use-kept-up.ts';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import layout from '../../../components/dashboard/SheetsLayout.module.css';
import { EraseDialog } from '../../../components/trash/EraseDialog.tsx';
import styles from '../../../components/trash/Trash.module.css';
import { TrashRow } from '../../../components/trash/TrashRow.tsx';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { RotateCcw, Trash2 } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { TrashItem } from '../../../lib/domain/trash.ts';

const PAGE = 50;
const MOST = 200;

/** What was deleted in the last 30 days: had back in one click, or deleted for good after a word. */
export const TrashPage = () => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [wanted, setWanted] = useState(PAGE);
  const { answer, failure, again } = useKeptUp('trash.list', { offset: 0, limit: wanted });
  const { items, total = 0 } = answer ?? {};
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [erasing, setErasing] = useState<readonly TrashItem[] | 'all'>();
  const [isBusy, setBusy] = useState(false);

  const shown = items ?? [];
  const chosen = shown.filter(({ key }) => selected.has(key));
  const isAll = shown.length > 0 && chosen.length === shown.length;
  const select = (key: string, isOn: boolean) => {
    const next = new Set(selected);
    if (isOn) next.add(key);
    else next.delete(key);
    setSelected(next);
  };
  const restore = async (some: readonly TrashItem[]) => {
    setBusy(true);
    await actions.run(
      'trash.restore',
      { keys: some.map(({ key }) => key) },
      { done: t('trash.restored', { n: some.length }), undo: true },
    );
    setBusy(false);
    setSelected(new Set());
  };
  const erase = async (some: readonly TrashItem[] | 'all') => {
    setErasing(undefined);
    setBusy(true);
    const n = some === 'all' ? total : some.length;
    await actions.run(
      'trash.erase',
      { keys: some === 'all' ? 'all' : some.map(({ key }) => key) },
      { done: t('trash.erased', { n }) },
    );
    setBusy(false);
    setSelected(new Set());
    again();
  };

  return (
    <div class={layout.page}>
      <PageHead
        title={t('nav.trash')}
        aside={
          <span role="status">{isBusy ? t('trash.erasing') : total > 0 ? t('trash.count', { n: total }) : ''}</span>
        }
      >
        {total > 0 && (
          <Button tone="danger" icon={Trash2} disabled={isBusy} onClick={() => setErasing('all')}>
            {t('trash.empty')}
          </Button>
        )}
      </PageHead>
      <p class="second">{t('trash.text')}</p>
      {failure && !items && <FailureState failure={failure} onRetry={again} />}
      {!items && !failure && <Skeleton label={t('common.loading')} rows={6} />}
      {items?.length === 0 && <EmptyState icon={Trash2} title={t('trash.none.title')} text={t('trash.none.text')} />}
      {shown.length > 0 && (
        <div>
          <div class={styles.bar}>
            <label class={styles.all}>
              <input
                type="checkbox"
                class={styles.check}
                checked={isAll}
                ref={(box) => {
                  if (box) box.indeterminate = chosen.length > 0 && !isAll;
                }}
                onChange={() => setSelected(new Set(isAll ? [] : shown.map(({ key }) => key)))}
              />
              <span>{chosen.length > 0 ? t('trash.selected', { n: chosen.length }) : t('trash.select-all')}</span>
            </label>
            {chosen.length > 0 && (
              <>
                <Button icon={RotateCcw} disabled={isBusy} onClick={() => void restore(chosen)}>
                  {t('trash.restore')}
                </Button>
                <Button tone="danger" disabled={isBusy} onClick={() => setErasing(chosen)}>
                  {t('trash.erase')}
                </Button>
              </>
            )}
          </div>
          <ul class={styles.list} aria-label={t('trash.list')}>
            {shown.map((item) => (
              <TrashRow
                key={item.key}
                item={item}
                isSelected={selected.has(item.key)}
                isBusy={isBusy}
                onSelect={(isOn) => select(item.key, isOn)}
                onRestore={() => void restore([item])}
                onErase={() => setErasing([item])}
              />
            ))}
          </ul>
        </div>
      )}
      {total > shown.length && shown.length > 0 && wanted < MOST && (
        <div>
          <Button onClick={() => setWanted(Math.min(MOST, wanted + PAGE))}>{t('trash.more')}</Button>
        </div>
      )}
      {erasing && (
        <EraseDialog
          items={erasing === 'all' ? shown : erasing}
          count={erasing === 'all' ? total : erasing.length}
          onClose={() => setErasing(undefined)}
          onErase={() => void erase(erasing)}
        />
      )}
    </div>
  );
};
