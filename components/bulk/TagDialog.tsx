import { useEffect, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { Field } from '../ui/Field.tsx';
import styles from './BulkDialog.module.css';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkDialogProps } from './bulk-dialog-props.ts';

const OFFERED = 12;

const TagForm = ({ what, ...props }: BulkDialogProps & { what: 'tag' | 'untag' }) => {
  const { filters, count } = props;
  const { t } = useTranslator();
  const [tag, setTag] = useState('');
  useEffect(() => void filters.loadValues(), [filters]);
  const wanted = tag.trim();
  const known = (filters.values.value?.tag ?? [])
    .map(({ value }) => value)
    .filter((value) => value !== wanted && value.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, OFFERED);
  return (
    <BulkDialog
      {...props}
      title={t(`bulk.${what}.title`, { n: count })}
      change={wanted === '' ? undefined : { do: what, tag: wanted }}
    >
      <Field label={t('bulk.tag.name')} value={tag} onValue={setTag} maxLength={100} />
      {known.length > 0 && (
        <div class={styles.tags}>
          {known.map((value) => (
            <button key={value} type="button" class={styles.tag} onClick={() => setTag(value)}>
              {value}
            </button>
          ))}
        </div>
      )}
    </BulkDialog>
  );
};

/** A tag for all of them. */
export const TagDialog = (props: BulkDialogProps) => <TagForm {...props} what="tag" />;

/** A tag off all of them. */
export const UntagDialog = (props: BulkDialogProps) => <TagForm {...props} what="untag" />;
