import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { IDENTITY_KINDS, type IdentityKind } from '../../lib/domain/identity.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { provenanceText } from '../../lib/i18n/sentences.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Field } from '../ui/Field.tsx';
import { Plus, X } from '../ui/icons.ts';
import { Select } from '../ui/Select.tsx';
import styles from './Contacts.module.css';

interface Props {
  profile: Profile;
  /** What else is said of a contact, and done about it, where there is room. */
  marks?: (identity: Profile['identities'][number]) => ComponentChildren;
  tools?: (identity: Profile['identities'][number]) => ComponentChildren;
}

/** The emails, phones and accounts that point to a customer: each with its source, removable, and more can be added. */
export const Contacts = ({ profile, marks, tools }: Props) => {
  const { actions } = useApp();
  const translator = useTranslator();
  const { t, now } = translator;
  const customerId = profile.customer.id;
  return (
    <Section title={t('profile.contacts')}>
      {profile.identities.length === 0 && <p class="muted">{t('profile.contacts.empty')}</p>}
      <ul>
        {profile.identities.map((identity) => (
          <li key={identity.id} class={styles.row}>
            <span class={styles.kind}>{t(`field.${identity.kind}`)}</span>
            <div class="grow">
              <Clip text={identity.display} lines={3} />
              {identity.provenance && (
                <div class={styles.source}>
                  {provenanceText(translator, identity.provenance.source, identity.provenance.at, now())}
                </div>
              )}
              {marks?.(identity)}
            </div>
            {tools?.(identity)}
            <IconButton
              icon={X}
              label={t('common.remove-one', { what: identity.display.slice(0, 100) })}
              onClick={() =>
                void actions.run(
                  'identities.remove',
                  { identityId: identity.id },
                  { done: t('done.contact-removed'), undo: true },
                )
              }
            />
          </li>
        ))}
      </ul>
      <AddContact key={customerId} customerId={customerId} />
    </Section>
  );
};

const AddContact = ({ customerId }: { customerId: Profile['customer']['id'] }) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [kind, setKind] = useState<IdentityKind>('email');
  const [value, setValue] = useState('');
  const [error, setError] = useState<string>();
  const add = async () => {
    const answer = await actions.run(
      'identities.add',
      { customerId, kind, value: value.trim() },
      { done: t('done.contact-added'), undo: true },
    );
    if (answer.ok) setValue('');
    setError(!answer.ok && answer.error.type === 'bad-request' ? t('failure.bad-request.todo') : undefined);
  };
  return (
    <form
      class={styles.form}
      aria-label={t('profile.add-contact')}
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') void add();
      }}
    >
      <Select
        label={t('profile.kind')}
        hideLabel
        value={kind}
        onValue={setKind}
        options={IDENTITY_KINDS.map((entry) => ({ value: entry, label: t(`field.${entry}`) }))}
      />
      <Field
        label={t('profile.value')}
        hideLabel
        placeholder={t('profile.add-contact')}
        value={value}
        onValue={setValue}
        error={error}
        maxLength={500}
      />
      <Button type="submit" icon={Plus} disabled={value.trim() === ''}>
        {t('common.add')}
      </Button>
    </form>
  );
};
