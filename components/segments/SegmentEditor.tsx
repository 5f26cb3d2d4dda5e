import { useEffect, useState } from 'preact/hooks';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { NEW_SEGMENT, type SegmentDraft, type SegmentStore } from '../../lib/view/segment-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { ArrowRight, Download, Trash2, Users } from '../ui/icons.ts';
import { BEGUN_SEGMENT, offerBack } from './begin-segment.ts';
import styles from './SegmentEditor.module.css';
import { SegmentPreview } from './SegmentPreview.tsx';
import { SegmentTree } from './SegmentTree.tsx';
import { useInRules } from './use-in-rules.ts';

interface Props {
  store: SegmentStore;
  filters: FiltersStore;
  /** What is edited. */
  draft: SegmentDraft;
  /** Shows whoever is in it in the list. */
  onOpen: (draft: SegmentDraft) => void;
  /** Begins to go through them one by one. */
  onWork: (draft: SegmentDraft) => void;
  onExport: (draft: SegmentDraft) => void;
}

/** A segment: its name and conditions on one side, who is in it on the other, and what can be done with them. */
export const SegmentEditor = ({ store, filters, draft, onOpen, onWork, onExport }: Props) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const [isTried, setTried] = useState(false);
  const id = store.openId.value ?? NEW_SEGMENT;
  const isNew = id === NEW_SEGMENT;
  const isChanged = store.isChanged.value;
  const isInRules = useInRules(id);
  const total = store.preview.value?.total;
  useEffect(() => setTried(false), [id]);

  const save = async () => {
    setTried(true);
    const name = draft.name.trim();
    if (name === '') {
      document.getElementById('segment-name')?.querySelector('input')?.focus();
      return;
    }
    const request: Omit<SavedFilter, 'id'> & { id?: string } = { ...draft, name, ...(isNew ? {} : { id }) };
    const answer = await actions.run('filters.save', request, { done: t('saved.saved', { name }), undo: true });
    if (!answer.ok) return;
    await filters.load();
    store.settle();
    if (!isNew) return;
    toasts.withdraw(BEGUN_SEGMENT);
    location.hash = hashOf({ page: 'segments', part: answer.value.id });
  };
  const discard = () => {
    const was = store.settle();
    if (was) offerBack(store, toasts, t, id, was, t('segment.discarded'));
  };
  const remove = async () => {
    const done = t(isInRules ? 'segment.removed.in-rules' : 'saved.removed', { name: draft.name });
    const answer = await actions.run('filters.remove', { id }, { done, undo: true });
    if (!answer.ok) return;
    store.settle();
    location.hash = hashOf({ page: 'segments' });
  };
  return (
    <form
      class={styles.columns}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class={styles.column}>
        <Card>
          <div class={styles.sheet}>
            <div id="segment-name">
              <Field
                label={t('segment.name')}
                value={draft.name}
                onValue={(name) => store.change({ name })}
                maxLength={80}
                error={isTried && draft.name.trim() === '' ? t('segment.name.need') : undefined}
              />
            </div>
            {isInRules && <p class="second">{t('segment.in-rules')}</p>}
            <SegmentTree
              filters={filters}
              where={draft.filter.where}
              onWhere={(where) => store.change({ filter: { ...draft.filter, where } })}
            />
            <Field
              label={t('segment.text')}
              hint={t('segment.text.hint')}
              value={draft.filter.text}
              onValue={(text) => store.change({ filter: { ...draft.filter, text } })}
              maxLength={200}
            />
          </div>
        </Card>
        <div class={styles.end}>
          <Button tone="primary" type="submit" disabled={!isNew && !isChanged}>
            {t('common.save')}
          </Button>
          {isChanged && (
            <Button tone="ghost" onClick={discard}>
              {t('segment.discard')}
            </Button>
          )}
          <span class={styles.changed} role="status">
            {isChanged && t('segment.changed')}
          </span>
          {!isNew && (
            <Button tone="danger" icon={Trash2} onClick={() => void remove()}>
              {t('segment.delete')}
            </Button>
          )}
        </div>
      </div>
      <div class={styles.column}>
        <Card>
          <SegmentPreview
            store={store}
            draft={draft}
            fields={filters.fields.value ?? []}
            onRetry={() => store.change({})}
          />
        </Card>
        <div class={styles.uses}>
          <Button icon={ArrowRight} disabled={total === 0} onClick={() => onWork(draft)}>
            {t('segment.work')}
          </Button>
          <Button icon={Users} onClick={() => onOpen(draft)}>
            {t('segment.open')}
          </Button>
          <Button icon={Download} disabled={!total} onClick={() => onExport(draft)}>
            {t('segment.export')}
          </Button>
        </div>
      </div>
    </form>
  );
};
