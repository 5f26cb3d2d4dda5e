import { useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { DUPLICATE_REASONS } from '../../lib/domain/duplicates.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { duplicateText } from '../../lib/i18n/sentences.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import type { DuplicateGroup } from '../../lib/messaging/duplicate-work.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Merge, Split } from '../ui/icons.ts';
import { BesideTable } from './BesideTable.tsx';
import styles from './DuplicateCard.module.css';

interface Props {
  group: DuplicateGroup;
  /** What is known of them; absent while it is on its way. */
  people: readonly Beside[];
  /** The shop's own. */
  fields: readonly CustomField[];
  /** Told before the group is decided. */
  onDecide: () => void;
}

/** Customers who seem to be one: why, side by side, and what to do about it. */
export const DuplicateCard = ({ group, people, fields, onDecide }: Props) => {
  const { actions } = useApp();
  const words = useTranslator();
  const { t } = words;
  const [chosen, setChosen] = useState<CustomerId>();
  const [left, setLeft] = useState<ReadonlySet<CustomerId>>(new Set());
  const taken = group.ids.filter((id) => !left.has(id));
  const keep = chosen !== undefined && taken.includes(chosen) ? chosen : (taken[0] ?? group.ids[0]);
  const reasons = DUPLICATE_REASONS.filter((reason) => group.pairs.some((pair) => pair.reasons.includes(reason)));
  const isSure = group.certainty === 'sure';
  const canDecide = taken.length > 1 && people.length > 1;
  const merge = () => {
    if (keep === undefined) return;
    onDecide();
    const ids = [keep, ...taken.filter((id) => id !== keep)];
    void actions.run('merges.join', { groups: [ids] }, { done: t('done.merged', { n: ids.length - 1 }), undo: true });
  };
  const reject = () => {
    onDecide();
    void actions.run('merges.reject', { customerIds: taken }, { done: t('done.not-same'), undo: true });
  };
  const mark = (id: CustomerId, isLeft: boolean) => {
    const next = new Set(left);
    if (isLeft) next.add(id);
    else next.delete(id);
    setLeft(next);
  };
  return (
    <Card>
      <div class={styles.card}>
        <p class={styles.why}>
          <Chip tone={isSure ? 'good' : 'warn'}>{t(isSure ? 'duplicates.sure' : 'duplicates.likely')}</Chip>
          <span>{duplicateText(words, reasons)}</span>
        </p>
        {keep !== undefined && people.length > 1 && (
          <BesideTable
            people={people}
            fields={fields}
            keep={keep}
            onKeep={setChosen}
            {...(group.ids.length > 2 ? { left, onLeft: mark } : {})}
          />
        )}
        <div class={styles.answers}>
          <Button tone={isSure ? 'primary' : 'plain'} icon={Merge} disabled={!canDecide} onClick={merge}>
            {t('duplicates.merge')}
          </Button>
          <Button icon={Split} disabled={!canDecide} onClick={reject}>
            {t('duplicates.not-same')}
          </Button>
        </div>
      </div>
    </Card>
  );
};
