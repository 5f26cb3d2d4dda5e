import { useState } from 'preact/hooks';
import { type CustomField, FIELD_KINDS, FIELD_NAME_MAX, type FieldKind } from '../../lib/domain/custom-field.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { type DraftChoice, EditChoices } from './EditChoices.tsx';
import styles from './FieldsSettings.module.css';
import { type DraftField, faultsOf, requestOf } from './field-draft.ts';

interface Props {
  /** The field to change; a new one when absent. */
  field: CustomField | undefined;
  /** Of all fields there are. */
  names: readonly string[];
  onClose: () => void;
}

/** Adds a field, or changes one. What cannot be kept is said beside its place before anything is sent. */
export const FieldDialog = ({ field, names, onClose }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [draft, setDraft] = useState<DraftField>(() => ({
    name: field?.name ?? '',
    kind: field?.kind ?? 'text',
    purpose: field?.purpose ?? '',
    keepDays: field?.keepDays === undefined ? '' : String(field.keepDays),
    currency: field?.currency ?? '',
    choices: choicesOf(field),
  }));
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const set = (part: Partial<DraftField>) => setDraft((before) => ({ ...before, ...part }));
  const faults = faultsOf(draft, names, field?.name);
  const errorOf = (name: keyof typeof faults) => (isTried && faults[name] ? t(faults[name]) : undefined);

  const save = async () => {
    setTried(true);
    if (Object.keys(faults).length > 0 || isBusy) return;
    setBusy(true);
    const { name, ...request } = requestOf(draft);
    const said = { name };
    const answer = field
      ? await actions.run(
          'fields.update',
          { fieldId: field.id, name, ...request.changed },
          { done: t('done.field-changed', said), undo: true },
        )
      : await actions.run('fields.add', { name, ...request.added }, { done: t('done.field-added', said), undo: true });
    setBusy(false);
    if (answer.ok) onClose();
  };

  const hasChoices = draft.kind === 'choice' || draft.kind === 'choices';
  return (
    <FormDialog
      title={t(field ? 'fields.edit.title' : 'fields.add')}
      submit={t(field ? 'fields.save' : 'fields.add')}
      isDisabled={isBusy}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <Field
        label={t('fields.name')}
        value={draft.name}
        onValue={(name) => set({ name })}
        error={errorOf('name')}
        maxLength={FIELD_NAME_MAX}
        data-autofocus=""
      />
      <div class={styles.pair}>
        <div>
          <Select<FieldKind>
            label={t('fields.kind')}
            value={draft.kind}
            options={FIELD_KINDS.map((kind) => ({ value: kind, label: t(`fields.kind.${kind}`) }))}
            onValue={(kind) => set({ kind })}
            disabled={field !== undefined}
          />
          {field && <p class={styles.hint}>{t('fields.kind.fixed')}</p>}
        </div>
        {draft.kind === 'money' && (
          <Field
            label={t('fields.currency')}
            value={draft.currency}
            onValue={(currency) => set({ currency: currency.toUpperCase() })}
            error={errorOf('currency')}
            hint={t('fields.currency.hint')}
            maxLength={3}
          />
        )}
      </div>
      {hasChoices && (
        <EditChoices
          choices={draft.choices}
          error={errorOf('choices')}
          onChange={(choices: readonly DraftChoice[]) => set({ choices })}
        />
      )}
      <Field
        label={t('fields.purpose')}
        value={draft.purpose}
        onValue={(purpose) => set({ purpose })}
        hint={t('fields.purpose.hint')}
        maxLength={500}
      />
      <Field
        label={t('fields.keep')}
        value={draft.keepDays}
        onValue={(keepDays) => set({ keepDays })}
        error={errorOf('keepDays')}
        hint={t('fields.keep.hint')}
        inputMode="numeric"
        maxLength={6}
      />
    </FormDialog>
  );
};

/** Those that are offered; two empty lines to begin with. */
function choicesOf(field: CustomField | undefined): readonly DraftChoice[] {
  const offered = field?.choices.filter(({ archived }) => !archived) ?? [];
  if (offered.length > 0) return offered.map(({ id, label }) => ({ key: id, id, label }));
  return ['a', 'b'].map((key) => ({ key, id: undefined, label: '' }));
}
