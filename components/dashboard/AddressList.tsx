import { useId, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Field } from '../ui/Field.tsx';
import { Plus, X } from '../ui/icons.ts';
import styles from './AddressList.module.css';

interface Props {
  title: string;
  hint: string;
  entries: readonly string[];
  onChange: (entries: readonly string[], removed?: string) => void;
}

/** A list of addresses and whole domains, in the form the address book reads. */
export const AddressList = ({ title, hint, entries, onChange }: Props) => {
  const { t } = useTranslator();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  const add = () => {
    const entry = entryOf(typed);
    setBad(entry === undefined);
    if (entry === undefined) return;
    setTyped('');
    if (!entries.includes(entry)) onChange([...entries, entry]);
  };
  return (
    <section class={styles.list} aria-labelledby={id}>
      <div>
        <h4 id={id} class={styles.title}>
          {title}
        </h4>
        <p class={styles.hint}>{hint}</p>
      </div>
      {entries.length === 0 ? (
        <p class="muted">{t('settings.entry.none')}</p>
      ) : (
        <ul class={styles.entries}>
          {entries.map((entry) => (
            <li key={entry} class={styles.entry}>
              <div class="grow">
                <Clip text={entry} />
              </div>
              <IconButton
                icon={X}
                label={t('common.remove-one', { what: entry.slice(0, 100) })}
                onClick={() =>
                  onChange(
                    entries.filter((other) => other !== entry),
                    entry,
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      <form
        class={styles.form}
        aria-label={title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') add();
        }}
      >
        <Field
          label={t('settings.entry')}
          hideLabel
          placeholder={t('settings.entry')}
          value={typed}
          onValue={(value) => {
            setTyped(value);
            setBad(false);
          }}
          error={isBad ? t('settings.entry.bad') : undefined}
          maxLength={320}
        />
        <Button type="submit" icon={Plus} disabled={typed.trim() === ''}>
          {t('common.add')}
        </Button>
      </form>
    </section>
  );
};

/** `Ann@Shop.example` → as lower case, `shop.example` → `@shop.example`; absent for what is neither. */
function entryOf(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const [name, domain, ...rest] = text.includes('@') ? text.split('@') : ['', text];
  const isDomain = domain !== undefined && /^[^\s@.,;/]+(\.[^\s@.,;/]+)+$/.test(domain);
  if (rest.length > 0 || !isDomain || /[\s,;]/.test(name ?? '')) return undefined;
  return `${name}@${domain}`;
}
