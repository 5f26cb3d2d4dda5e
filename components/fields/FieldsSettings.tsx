import { useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DeleteField } from './DeleteField.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import styles from './FieldsSettings.module.css';
import { useFields } from './use-fields.ts';

type Asking =
  | { readonly type: 'edit'; readonly field: CustomField | undefined }
  | { readonly type: 'delete'; readonly field: CustomField };

/** The shop's own fields: added, changed, put in order, set aside, deleted; each step with a way back. */
export const FieldsSettings = () => {
  const { t } = useTranslator();
  const { fields, failure, reload } = useFields();
  const [asking, setAsking] = useState<Asking>();
  // Read out: who cannot see the list hears where a field has gone.
  const [moved, setMoved] = useState('');
  const inUse = fields?.filter(({ archived }) => !archived) ?? [];
  const archived = fields?.filter((field) => field.archived) ?? [];
  const names = fields?.map(({ name }) => name) ?? [];
  return (
    <Section
      title={t('fields.title')}
      aside={
        <span class={styles.add}>
          <Button icon={Plus} onClick={() => setAsking({ type: 'edit', field: undefined })}>
            {t('fields.add')}
          </Button>
        </span>
      }
    >
      <p class={styles.text}>{t('fields.text')}</p>
      {failure && !fields && <FailureState failure={failure} onRetry={reload} />}
      {!fields && !failure && <Skeleton label={t('common.loading')} rows={2} />}
      {fields?.length === 0 && (
        <p class={styles.none}>
          <strong>{t('fields.none')}</strong> <span class="second">{t('fields.none.text')}</span>
        </p>
      )}
      {inUse.length > 0 && (
        <ol class={styles.list} aria-label={t('fields.title')}>
          {inUse.map((field, place) => (
            <Row
              key={field.id}
              field={field}
              place={place}
              fields={inUse}
              onMoved={(to) => setMoved(t('fields.moved', { name: field.name, n: to + 1, of: inUse.length }))}
              onAsk={setAsking}
            />
          ))}
        </ol>
      )}
      {archived.length > 0 && (
        <>
          <h4 class={styles.subtitle}>{t('fields.archived.title')}</h4>
          <ul class={styles.list} aria-label={t('fields.archived.title')}>
            {archived.map((field) => (
              <Row key={field.id} field={field} onAsk={setAsking} />
            ))}
          </ul>
        </>
      )}
      <p role="status" class="sr-only">
        {moved}
      </p>
      {asking?.type === 'edit' && (
        <FieldDialog field={asking.field} names={names} onClose={() => setAsking(undefined)} />
      )}
      {asking?.type === 'delete' && <DeleteField field={asking.field} onClose={() => setAsking(undefined)} />}
    </Section>
  );
};

interface RowProps {
  field: CustomField;
  /** Among the fields in use; an archived one has none. */
  place?: number;
  fields?: readonly CustomField[];
  onMoved?: (to: number) => void;
  onAsk: (asking: Asking) => void;
}

const Row = ({ field, place, fields = [], onMoved, onAsk }: RowProps) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const { id, name, kind, purpose, keepDays, archived } = field;
  const move = async (to: number) => {
    const answer = await actions.run('fields.move', { fieldId: id, to });
    if (answer.ok) onMoved?.(to);
  };
  const archive = () =>
    void actions.run(
      'fields.update',
      { fieldId: id, archived: !archived },
      { done: t(archived ? 'done.field-unarchived' : 'done.field-archived', { name }), undo: true },
    );
  return (
    <li class={styles.row}>
      <div class={styles.what}>
        <span class={styles.name}>
          <bdi>{name}</bdi> <Chip>{t(`fields.kind.${kind}`)}</Chip>
        </span>
        {(purpose || keepDays) && (
          <span class={styles.about}>
            {[purpose, keepDays ? t('fields.keeps', { n: keepDays }) : ''].filter(Boolean).join(' · ')}
          </span>
        )}
      </div>
      <div class={styles.tools}>
        {place !== undefined && (
          <>
            <IconButton
              icon={ArrowUp}
              label={t('fields.choice.up', { name })}
              disabled={place === 0}
              onClick={() => void move(place - 1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('fields.choice.down', { name })}
              disabled={place === fields.length - 1}
              onClick={() => void move(place + 1)}
            />
          </>
        )}
        <IconButton icon={Pencil} label={t('fields.edit', { name })} onClick={() => onAsk({ type: 'edit', field })} />
        <Menu
          label={t('fields.menu', { name })}
          items={[
            { label: t(archived ? 'fields.unarchive' : 'fields.archive'), run: archive },
            { label: t('fields.delete'), icon: Trash2, tone: 'danger', run: () => onAsk({ type: 'delete', field }) },
          ]}
        />
      </div>
    </li>
  );
};
