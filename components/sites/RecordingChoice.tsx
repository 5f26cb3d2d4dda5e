import { useId } from 'preact/hooks';
import { RECORDING } from '../../lib/domain/settings.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './RecordingChoice.module.css';

type Recording = (typeof RECORDING)[number];

interface Props {
  /** What is chosen for: read out with every choice. */
  label: string;
  hideLabel?: boolean;
  /** Absent until chosen. */
  value: Recording | undefined;
  onValue: (value: Recording) => void;
}

/** Record what is opened on a site, or only on demand. */
export const RecordingChoice = ({ label, hideLabel = false, value, onValue }: Props) => {
  const { t } = useTranslator();
  const name = useId();
  return (
    <fieldset class={styles.choice}>
      <legend class={hideLabel ? 'sr-only' : styles.legend}>{label}</legend>
      {RECORDING.map((entry) => (
        <label key={entry} class={styles.option}>
          <input
            type="radio"
            name={name}
            class={styles.radio}
            checked={value === entry}
            onChange={() => onValue(entry)}
          />
          {t(entry === 'all' ? 'record.all' : 'record.only')}
        </label>
      ))}
      {value === undefined && <p class={styles.unset}>{t('sites.recording.unset')}</p>}
    </fieldset>
  );
};
