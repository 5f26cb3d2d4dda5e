import { useId } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { NumberInput } from './NumberInput.tsx';
import styles from './RuleEditor.module.css';

interface Props {
  points: number;
  onPoints: (points: number) => void;
  error: string | undefined;
}

const MOST = 100;
/** What most rules are within; the number beside it takes more. */
const SLIDER = 50;

/** The points of a rule, by a slider and as a number. */
export const PointsInput = ({ points, onPoints, error }: Props) => {
  const { t } = useTranslator();
  const id = useId();
  const most = Math.abs(points) > SLIDER ? MOST : SLIDER;
  return (
    <div class={styles.points}>
      <div class={styles.slider}>
        <label for={id} class={styles.legend}>
          {t('rules.points')}
        </label>
        <input
          id={id}
          type="range"
          min={-most}
          max={most}
          step={1}
          value={Math.round(points)}
          aria-describedby={`${id}-hint`}
          onInput={(event) => onPoints(Number(event.currentTarget.value))}
        />
        <p id={`${id}-hint`} class={styles.hint}>
          {t('rules.points.hint')}
        </p>
      </div>
      <NumberInput
        label={t('rules.points.number')}
        value={points}
        least={-MOST}
        most={MOST}
        error={error}
        onValue={(value) => value !== undefined && onPoints(value)}
      />
    </div>
  );
};
