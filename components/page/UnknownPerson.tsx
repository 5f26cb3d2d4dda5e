import { useState } from 'preact/hooks';
import type { Candidate, PersonOnPage } from '../../lib/domain/page-context.ts';
import type { NewPersonFields, PageStore } from '../../lib/view/page-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { UserPlus } from '../ui/icons.ts';
import styles from './AskMatch.module.css';
import { CandidateCard } from './CandidateCard.tsx';

const FIELDS = ['name', 'email', 'phone'] as const;

interface Props {
  page: PageStore;
  person: PersonOnPage;
  similar: readonly Candidate[];
}

/** Somebody who is not on file: what was read and from where, ready to be corrected and added in one click. */
export const UnknownPerson = ({ page, person, similar }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [isBusy, setBusy] = useState(false);
  const { seen } = person;
  const typed: NewPersonFields = page.previews.value.get(person.key) ?? {};
  const fields = {
    name: typed.name ?? seen.name?.value ?? '',
    email: typed.email ?? seen.email?.value ?? '',
    phone: typed.phone ?? seen.phone?.value ?? '',
  };
  const isEmpty = FIELDS.every((field) => fields[field].trim() === '');
  const add = async () => {
    setBusy(true);
    const trimmed = { name: fields.name.trim(), email: fields.email.trim(), phone: fields.phone.trim() };
    await actions.run(
      'page.addCustomer',
      { key: person.key, fields: trimmed },
      { done: t('done.customer-added'), undo: true },
    );
    setBusy(false);
  };
  return (
    <>
      <Section title={t('unknown.title')}>
        <form
          class={styles.form}
          aria-label={t('unknown.preview')}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isEmpty && !isBusy) void add();
          }}
        >
          {FIELDS.map((field) => {
            const fact = seen[field];
            return (
              <Field
                key={field}
                label={t(`field.${field}`)}
                value={fields[field]}
                maxLength={500}
                onValue={(value) => page.edit(person.key, { [field]: value })}
                hint={fact && fields[field] === fact.value ? t(`anchor.${fact.kind}`) : undefined}
              />
            );
          })}
          {isEmpty && <p class="second">{t('unknown.need')}</p>}
          <div>
            <Button type="submit" tone="primary" icon={UserPlus} disabled={isEmpty || isBusy}>
              {t('unknown.add')}
            </Button>
          </div>
        </form>
      </Section>
      {similar.length > 0 && (
        <Section title={t('match.same-name')}>
          <p class="second">{t('match.same-name.text')}</p>
          <ul class={styles.list}>
            {similar.map((candidate) => {
              const name = (candidate.name || candidate.email).slice(0, 80);
              return (
                <li key={candidate.customerId} class={styles.item}>
                  <CandidateCard candidate={candidate}>
                    <Button
                      aria-label={t('match.link-to', { name })}
                      onClick={() =>
                        void actions.run(
                          'page.link',
                          { key: person.key, customerId: candidate.customerId },
                          { done: t('done.linked', { name }), undo: true },
                        )
                      }
                    >
                      {t('match.link')}
                    </Button>
                  </CandidateCard>
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </>
  );
};
