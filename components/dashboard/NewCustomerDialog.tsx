import { useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';

interface Props {
  onClose: () => void;
  onCreated: (customerId: CustomerId) => void;
}

const FIELDS = ['name', 'company', 'email', 'phone'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;
/** Adds a customer by hand. One of the four is enough; what cannot be kept is said before anything is sent. */
export const NewCustomerDialog = ({ onClose, onCreated }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [typed, setTyped] = useState<Typed>({ name: '', company: '', email: '', phone: '' });
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isEmpty = FIELDS.every((field) => typed[field].trim() === '');
  const errors: Partial<Typed> = {
    ...(isEmpty ? { name: t('unknown.need') } : {}),
    ...(isEmail(typed.email) ? {} : { email: t('new.email-bad') }),
    ...(isPhone(typed.phone) ? {} : { phone: t('new.phone-bad') }),
  };

  const create = async () => {
    setTried(true);
    if (Object.keys(errors).length > 0 || isBusy) return;
    setBusy(true);
    const { name, company, email, phone } = typed;
    const answer = await actions.run(
      'customers.create',
      {
        customers: [
          {
            name: name.trim(),
            company: company.trim(),
            ...(email.trim() === '' ? {} : { emails: [email.trim()] }),
            ...(phone.trim() === '' ? {} : { phones: [phone.trim()] }),
          },
        ],
      },
      { done: t('done.customer-added'), undo: true },
    );
    setBusy(false);
    const customerId = answer.ok ? answer.value.customerIds[0] : undefined;
    if (customerId) onCreated(customerId);
  };

  return (
    <FormDialog
      title={t('list.new')}
      submit={t('unknown.add')}
      isDisabled={isBusy}
      onSubmit={() => void create()}
      onClose={onClose}
    >
      <p class="muted">{t('new.text')}</p>
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={t(`field.${field}`)}
          type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
          value={typed[field]}
          onValue={(value) => setTyped((before) => ({ ...before, [field]: value }))}
          error={isTried ? errors[field] : undefined}
          maxLength={500}
        />
      ))}
    </FormDialog>
  );
};

/** Nothing, or an address as far as a form can tell. */
const isEmail = (text: string): boolean => text.trim() === '' || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());

/** Nothing, or at least 7 digits with the signs people write between them. */
function isPhone(text: string): boolean {
  const written = text.normalize('NFKC').trim();
  return written === '' || (/^\+?[\d\s().\-/·–]+$/.test(written) && written.replace(/\D/g, '').length >= 7);
}
