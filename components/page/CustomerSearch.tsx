import { useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { createSearchStore, type Found } from '../../lib/view/search-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { TierChip } from '../customer/TierChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './CustomerSearch.module.css';

interface Props {
  onChoose: (customerId: CustomerId) => void;
  /** Takes the focus when its dialog opens. */
  isFocused?: boolean;
}

/** Finds a customer by hand: by name, email, phone or order number, while one types. */
export const CustomerSearch = ({ onChoose, isFocused = false }: Props) => {
  const { background, clock } = useApp();
  const { t } = useTranslator();
  const [search] = useState(() => createSearchStore(background, clock));
  const found = search.found.value;
  const failure = search.failure.value;
  return (
    <search class={styles.search}>
      <Field
        type="search"
        label={t('search.label')}
        hideLabel
        placeholder={t('search.placeholder')}
        value={search.text.value}
        maxLength={500}
        onValue={search.type}
        data-autofocus={isFocused || undefined}
      />
      <p role="status" class={found?.length === 0 ? styles.none : 'sr-only'}>
        {found &&
          (found.length === 0
            ? t('search.none', { text: search.answered.value.slice(0, 80) })
            : t('search.found', { n: found.length }))}
      </p>
      {failure && <FailureState failure={failure} onRetry={() => void search.retry()} />}
      {found && found.length > 0 && (
        <ul class={styles.found}>
          {found.map((entry) => (
            <li key={entry.customer.id}>
              <button type="button" class={styles.one} onClick={() => onChoose(entry.customer.id)}>
                <FoundRow found={entry} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
};

const FoundRow = ({ found: { customer, excerpt } }: { found: Found }) => {
  const { t } = useTranslator();
  const name = customer.name || customer.company || customer.email || t('common.no-name');
  return (
    <>
      <Avatar name={name} size="s" />
      <span class="grow">
        <bdi class={`${styles.name} ellipsis`}>{name.slice(0, 200)}</bdi>
        <bdi class={`${styles.excerpt} ellipsis`}>{(excerpt || customer.email || customer.phone).slice(0, 200)}</bdi>
      </span>
      {customer.tier && <TierChip tier={customer.tier} />}
    </>
  );
};
