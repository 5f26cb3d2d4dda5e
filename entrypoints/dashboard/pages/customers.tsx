import type { Ref } from 'preact';
import { useEffect } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { commandKey } from '../../../components/app/keys.ts';
import { DashboardGone } from '../../../components/backup/DashboardGone.tsx';
import { SelectionBar } from '../../../components/bulk/SelectionBar.tsx';
import styles from '../../../components/dashboard/CustomersLayout.module.css';
import { CustomerTable } from '../../../components/dashboard/CustomerTable.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import { FilterBar } from '../../../components/filter/FilterBar.tsx';
import { SavedFilters } from '../../../components/filter/SavedFilters.tsx';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { Field } from '../../../components/ui/Field.tsx';
import { Search, ShoppingBag, UserPlus } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { Dashboard } from '../dashboard.ts';
import { EmptyFile } from '../empty-file.tsx';
import { useSample } from '../use-sample.ts';

interface Props {
  dashboard: Dashboard;
  filterRef: Ref<HTMLInputElement>;
  onNew: () => void;
  /** Opens what the list shows where segments are put together. */
  onBuild: () => void;
  onPalette: () => void;
}

/** All customers: sorted, filtered as one types, of any number. */
export const CustomersPage = ({ dashboard, filterRef, onNew, onBuild, onPalette }: Props) => {
  const { t } = useTranslator();
  const { list, selection, filters, place, sample, backups } = dashboard;
  const isGone = backups.about.value?.gone !== undefined;
  const answer = list.answer.value;
  const failure = list.failure.value;
  const text = list.text.value;
  const isUnfiltered = answer?.filter === '' && answer.where.length === 0;
  const isFileEmpty = answer?.total === 0 && isUnfiltered;
  const countKey = isUnfiltered ? 'list.count' : answer?.isCut ? 'list.matching.least' : 'list.matching';
  const count = selection.count.value;
  const hasSaved = filters.saved.value.length > 0;
  const { remove } = useSample(dashboard);
  useEffect(() => {
    list.show(0, 0);
    void sample.check();
  }, [list, sample]);

  const focusFirst = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    document.querySelector<HTMLElement>('tbody a[tabindex="0"]')?.focus();
  };

  return (
    <div class={styles.page}>
      <PageHead
        title={t('nav.customers')}
        aside={
          <span role="status">{answer && !isFileEmpty && !answer.isCounting && t(countKey, { n: answer.total })}</span>
        }
      >
        <div class={styles.filter}>
          <Field
            type="search"
            label={t('list.filter')}
            hideLabel
            placeholder={t('list.filter.placeholder')}
            value={text}
            onValue={list.type}
            onKeyDown={focusFirst}
            maxLength={200}
            ref={filterRef}
          />
        </div>
        <button type="button" class={styles.palette} title={t('keys.palette')} onClick={onPalette}>
          <span class="sr-only">{t('keys.palette')}</span>
          <kbd>{`${commandKey} K`}</kbd>
        </button>
        <Button tone="primary" icon={UserPlus} onClick={onNew}>
          {t('list.new')}
        </Button>
      </PageHead>
      <DashboardGone store={backups} />
      {sample.isLoaded.value && (
        <div class={styles.sample}>
          <span>{t('sample.here')}</span>
          <Button tone="ghost" disabled={sample.isBusy.value} onClick={remove}>
            {t('sample.remove')}
          </Button>
        </div>
      )}
      {failure && <FailureState failure={failure} onRetry={list.retry} />}
      {!answer && list.slow.value && <Skeleton label={t('common.loading')} rows={9} />}
      {isFileEmpty && !isGone && <EmptyFile dashboard={dashboard} onNew={onNew} />}
      {answer && !isFileEmpty && (
        <div class={hasSaved ? styles.body : styles.list}>
          {hasSaved && <SavedFilters list={list} filters={filters} />}
          <div class={styles.list}>
            {count === 0 ? (
              <FilterBar list={list} filters={filters} onBuild={onBuild} />
            ) : (
              <SelectionBar
                selection={selection}
                total={answer.total}
                isCut={answer.isCut}
                bulk={dashboard.bulk}
                filters={filters}
                exports={dashboard.exports}
                saveFile={dashboard.saveFile}
                timeZone={dashboard.timeZone}
              />
            )}
            {answer.isCounting && !failure ? (
              <EmptyState icon={ShoppingBag} title={t('list.waits')} text={t('list.waits.text')} />
            ) : answer.total > 0 ? (
              <CustomerTable list={list} selection={selection} fields={filters.fields.value ?? []} place={place} />
            ) : (
              <EmptyState
                icon={Search}
                title={
                  answer.filter === ''
                    ? t('filter.none.title')
                    : t('list.none.title', { text: answer.filter.slice(0, 80) })
                }
                text={t(answer.where.length > 0 ? 'filter.none.text' : 'list.none.text')}
              >
                <Button onClick={() => list.apply({ text: '', where: [] })}>{t('list.clear')}</Button>
              </EmptyState>
            )}
          </div>
        </div>
      )}
    </div>
  );
};
