import { useState } from 'preact/hooks';
import type { TrashItem } from '../../lib/domain/trash.ts';
import { useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Trash.module.css';
import { partsText, sumOfParts, titleOf } from './trash-words.ts';

const NAMED = 5;

interface Props {
  /** What was chosen; of the whole trash as far as it is shown. */
  items: readonly TrashItem[];
  /** How many there are in all. */
  count: number;
  onClose: () => void;
  onErase: () => void;
}

/** The last word before something is gone for good: what goes, what goes with it, and a word to type. */
export const EraseDialog = ({ items, count, onClose, onErase }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const [typed, setTyped] = useState('');
  const word = t('trash.erase.word');
  const isSure = typed.trim().toLowerCase() === word;
  const goes = count === items.length ? partsText(sumOfParts(items), 'load', translator) : '';
  return (
    <FormDialog
      title={t('trash.erase.ask', { n: count })}
      submit={t('trash.erase')}
      tone="danger"
      isDisabled={!isSure}
      onSubmit={() => isSure && onErase()}
      onClose={onClose}
    >
      {count <= NAMED && (
        <ul class={styles.named}>
          {items.slice(0, NAMED).map((item) => (
            <li key={item.key}>
              <bdi>{titleOf(item, translator)}</bdi>
              {item.records !== undefined && ` · ${t('trash.records', { n: item.records })}`}
            </li>
          ))}
        </ul>
      )}
      {goes && <p>{t('trash.erase.goes', { parts: goes })}</p>}
      <p>{t('trash.erase.text')}</p>
      <Field
        label={t('trash.erase.type', { word })}
        value={typed}
        onValue={setTyped}
        maxLength={30}
        data-autofocus=""
      />
    </FormDialog>
  );
};
