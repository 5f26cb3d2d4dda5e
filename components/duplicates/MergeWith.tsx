import { useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { customerName } from '../customer/customer-name.ts';
import { useFields } from '../fields/use-fields.ts';
import { CustomerSearch } from '../page/CustomerSearch.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Merge } from '../ui/icons.ts';
import { BesideTable } from './BesideTable.tsx';
import styles from './MergeWith.module.css';

/** Merges a customer with another record of the same person: look for it, see both side by side, merge. */
export const MergeWith = ({ profile }: { profile: Profile }) => {
  const { t } = useTranslator();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={Merge} onClick={() => setOpen(true)}>
        {t('merge.with')}
      </Button>
      {isOpen && <MergeDialog profile={profile} onClose={() => setOpen(false)} />}
    </>
  );
};

const MergeDialog = ({ profile, onClose }: { profile: Profile; onClose: () => void }) => {
  const { actions, background } = useApp();
  const { t } = useTranslator();
  const own = profile.customer.id;
  const [other, setOther] = useState<CustomerId>();
  const [people, setPeople] = useState<readonly Beside[]>();
  const [failure, setFailure] = useState<Failure>();
  const [keep, setKeep] = useState(own);
  const { fields = [] } = useFields();
  const choose = async (id: CustomerId) => {
    setOther(id);
    setFailure(undefined);
    const answer = await background.call('duplicates.beside', { customerIds: [own, id] });
    if (answer.ok) setPeople(JSON.parse(answer.value) as Beside[]);
    else setFailure(answer.error);
  };
  const again = () => {
    setOther(undefined);
    setPeople(undefined);
    setFailure(undefined);
    setKeep(own);
  };
  const merge = () => {
    onClose();
    const ids = [keep, ...(people ?? []).map(({ customer }) => customer.id).filter((id) => id !== keep)];
    void actions.run('merges.join', { groups: [ids] }, { done: t('done.merged', { n: ids.length - 1 }), undo: true });
  };
  const canMerge = people !== undefined && people.length > 1;
  const name = (customerName(profile) ?? t('common.no-name')).slice(0, 100);
  return (
    <Dialog
      title={t('merge.with.title', { name })}
      closeLabel={t('common.close')}
      onClose={onClose}
      isWide
      actions={
        other !== undefined && (
          <>
            <Button onClick={again}>{t('merge.back')}</Button>
            <Button tone="primary" icon={Merge} disabled={!canMerge} onClick={merge}>
              {t('duplicates.merge')}
            </Button>
          </>
        )
      }
    >
      {other === undefined && (
        <div class={styles.search}>
          <p class="second">{t('merge.with.text')}</p>
          <CustomerSearch isFocused onChoose={(id) => void choose(id)} />
        </div>
      )}
      {failure && other !== undefined && <FailureState failure={failure} onRetry={() => void choose(other)} />}
      {people && people.length < 2 && <p role="status">{t('merge.with.same')}</p>}
      {canMerge && <BesideTable people={people} fields={fields} keep={keep} onKeep={setKeep} />}
    </Dialog>
  );
};
