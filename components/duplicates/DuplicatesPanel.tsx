import { useEffect, useRef } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import type { DuplicatesStore } from '../../lib/view/duplicates-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Card } from '../dashboard/Card.tsx';
import { useFields } from '../fields/use-fields.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Check, CircleAlert, RotateCcw, Users } from '../ui/icons.ts';
import { DuplicateCard } from './DuplicateCard.tsx';
import styles from './DuplicatesPanel.module.css';
import { FindingBar } from './FindingBar.tsx';
import { MergeSure } from './MergeSure.tsx';

/** Looks for people who are on file more than once, and shows who was found, the surest first. */
export const DuplicatesPanel = ({ store }: { store: DuplicatesStore }) => {
  const { t } = useTranslator();
  const progress = store.running.value;
  const searched = store.searched.value;
  const failure = store.failure.value;
  const groups = store.groups.value;
  const find = () => void store.find();
  if (progress) {
    return (
      <Card>
        <FindingBar progress={progress} onCancel={store.cancel} />
      </Card>
    );
  }
  if (failure?.type === 'finder-stopped') {
    return (
      <Card>
        <div role="alert">
          <EmptyState icon={CircleAlert} tone="bad" title={t('duplicates.stopped')} text={t('duplicates.stopped.todo')}>
            <Button icon={RotateCcw} onClick={find}>
              {t('duplicates.again')}
            </Button>
          </EmptyState>
        </div>
      </Card>
    );
  }
  if (failure && failure.type !== 'cancelled') {
    return (
      <Card>
        <FailureState failure={failure} onRetry={find} />
      </Card>
    );
  }
  if (!searched) {
    return (
      <Card>
        <EmptyState icon={Users} title={t('duplicates.start.title')} text={t('duplicates.start.text')}>
          <Button tone="primary" onClick={find}>
            {t('duplicates.find')}
          </Button>
        </EmptyState>
      </Card>
    );
  }
  if (groups.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Check}
          title={t(store.hasFound.value ? 'duplicates.decided.title' : 'duplicates.none.title')}
          text={t('duplicates.none.text', { n: searched.people, seconds: rounded(searched.seconds) })}
        >
          <Button icon={RotateCcw} onClick={find}>
            {t('duplicates.again')}
          </Button>
        </EmptyState>
      </Card>
    );
  }
  return <FoundGroups store={store} onAgain={find} />;
};

const rounded = (seconds: number): number => Math.max(0.1, Math.round(seconds * 10) / 10);

const FoundGroups = ({ store, onAgain }: { store: DuplicatesStore; onAgain: () => void }) => {
  const { t } = useTranslator();
  const { fields = [] } = useFields();
  const groups = store.groups.value;
  const shown = store.shown.value;
  const people = store.people.value;
  const { people: compared = 0, seconds = 0, skipped = 0 } = store.searched.value ?? {};
  const list = useRef<HTMLUListElement>(null);
  const decided = useRef<number | undefined>(undefined);
  // What was decided leaves the page with the focus: it goes on to what has come in its place.
  useEffect(() => {
    const at = decided.current;
    if (at === undefined || (document.activeElement && document.activeElement !== document.body)) return;
    decided.current = undefined;
    const items = list.current?.children;
    (items?.[Math.min(at, items.length - 1)] as HTMLElement | undefined)?.focus();
  }, [shown]);
  return (
    <div class={styles.found}>
      <div class={styles.head}>
        <div class={styles.words}>
          <h2 class={styles.title}>
            <span role="status">{t('duplicates.summary', { n: groups.length })}</span>
          </h2>
          <p class={`${styles.figures} num`}>
            {t('duplicates.searched', { n: compared, seconds: rounded(seconds) })}
            {skipped > 0 && <> · {t('duplicates.skipped', { n: skipped })}</>}
          </p>
        </div>
        <Button icon={RotateCcw} onClick={onAgain}>
          {t('duplicates.again')}
        </Button>
        <MergeSure store={store} />
      </div>
      <ul class={styles.list} ref={list}>
        {shown.map((group, at) => (
          <li key={group.ids.join()} tabIndex={-1} class={styles.one}>
            <DuplicateCard
              group={group}
              people={group.ids.flatMap((id) => known(people, id))}
              fields={fields}
              onDecide={() => {
                decided.current = at;
              }}
            />
          </li>
        ))}
      </ul>
      {groups.length > shown.length && (
        <div>
          <Button onClick={store.showMore}>{t('common.show-more')}</Button>
        </div>
      )}
    </div>
  );
};

function known(people: ReadonlyMap<CustomerId, Beside>, id: CustomerId): Beside[] {
  const one = people.get(id);
  return one ? [one] : [];
}
