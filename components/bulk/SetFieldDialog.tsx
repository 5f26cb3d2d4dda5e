import { useState } from 'preact/hooks';
import { CUSTOMER_FIELDS, type CustomerField, SEXES } from '../../lib/domain/customer.ts';
import { useTranslator } from '../app/app-context.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkDialogProps } from './bulk-dialog-props.ts';

/** The fields that several people may share; a name or a birthday set on many would be a mistake. */
const FIELDS = CUSTOMER_FIELDS.filter((field) => field !== 'name' && field !== 'birthday');

/** One value for a field of all of them. */
export const SetFieldDialog = (props: BulkDialogProps) => {
  const { t } = useTranslator();
  const [field, setField] = useState<CustomerField>('company');
  const [value, setValue] = useState('');
  return (
    <BulkDialog
      {...props}
      title={t('bulk.set.title', { n: props.count })}
      change={{ do: 'set', field, value: value.trim() || null }}
    >
      <Select
        label={t('bulk.set.field')}
        value={field}
        options={FIELDS.map((name) => ({ value: name, label: t(`field.${name}`) }))}
        onValue={(next) => {
          setField(next);
          setValue('');
        }}
      />
      {field === 'sex' ? (
        <Select
          label={t('bulk.set.value')}
          value={value}
          options={[
            { value: '', label: t('common.none') },
            ...SEXES.map((sex) => ({ value: sex as string, label: t(`sex.${sex}`) })),
          ]}
          onValue={setValue}
        />
      ) : (
        <Field
          label={t('bulk.set.value')}
          hint={t('bulk.set.empty')}
          value={value}
          onValue={setValue}
          maxLength={500}
        />
      )}
    </BulkDialog>
  );
};
