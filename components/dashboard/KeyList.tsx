import { useTranslator } from '../app/app-context.ts';
import { commandKey } from '../app/keys.ts';
import styles from './KeyList.module.css';

/** The dashboard's keys. */
export const KeyList = () => {
  const { t } = useTranslator();
  const keys = [
    [`${commandKey} K`, t('keys.palette')],
    ['/', t('keys.filter')],
    ['↑ ↓', t('keys.rows')],
    ['↵', t('keys.open')],
    ['␣', t('keys.select')],
    ['⇧ ↑ ↓', t('keys.select-more')],
    [`${commandKey} A`, t('keys.select-all')],
    ['N', t('keys.note')],
    ['J', t('keys.next-one')],
    ['K', t('keys.previous-one')],
    [`${commandKey} ↵`, t('keys.save')],
    [`${commandKey} Z`, t('keys.undo')],
    [`${commandKey} ⇧ Z`, t('keys.redo')],
    ['?', t('keys.this')],
  ] as const;
  return (
    <dl>
      {keys.map(([key, what]) => (
        <div key={key} class={styles.row}>
          <dt>
            <kbd class={styles.key}>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
};
