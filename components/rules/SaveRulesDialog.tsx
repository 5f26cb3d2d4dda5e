import { useState } from 'preact/hooks';
import { RULES_NOTE_MAX } from '../../lib/domain/score-versions.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';
import { ChangeList } from './ChangeList.tsx';

interface Props {
  store: ScoreRulesStore;
  onClose: () => void;
}

/** What is said about rules that are not saved yet; it is withdrawn when they are. */
export const RULES_DRAFT = 'rules-draft';

/** What will be different, a word about why, and the save itself. */
export const SaveRulesDialog = ({ store, onClose }: Props) => {
  const { actions, toasts } = useApp();
  const { t, number } = useTranslator();
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [active, draft] = [store.active.value, store.draft.value];
  if (!active || !draft) return null;
  const version = number(active.version + 1);
  const save = async () => {
    if (isBusy) return;
    setBusy(true);
    const said = note.trim() === '' ? {} : { note: note.trim() };
    const answer = await actions.run(
      'rules.save',
      { rules: draft, ...said },
      { done: t('rules.saved', { version }), undo: true },
    );
    if (answer.ok) {
      toasts.withdraw(RULES_DRAFT);
      await store.settle();
    }
    setBusy(false);
    if (answer.ok) onClose();
  };
  return (
    <FormDialog
      title={t('rules.save.title')}
      submit={t('rules.save')}
      isDisabled={isBusy}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p class="second">{t('rules.save.text', { version })}</p>
      <ChangeList from={active} to={draft} fields={store.fields.value} />
      <Field label={t('rules.save.note')} value={note} onValue={setNote} maxLength={RULES_NOTE_MAX} data-autofocus="" />
    </FormDialog>
  );
};
