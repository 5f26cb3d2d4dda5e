import { useRef } from 'preact/hooks';
import type { ScoreRule } from '../../lib/domain/score.ts';
import type { KnownAttribute } from '../../lib/scoring/rules/known-attributes.ts';
import { MAX_POINTS, replaced, withPoint } from '../../lib/view/rules-edit.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Plus, X } from '../ui/icons.ts';
import { LineGraph } from './LineGraph.tsx';
import { NumberInput } from './NumberInput.tsx';
import styles from './RuleEditor.module.css';
import { scaleOf, signed, type Unit } from './rules-words.ts';

type Line = Extract<ScoreRule['shape'], { type: 'linear' }>;

interface Props {
  shape: Line;
  points: number;
  attribute: KnownAttribute;
  unit: Unit;
  unitName: string;
  /** What is wrong with the point at a place. */
  errorAt: (pointIndex: number) => string | undefined;
  onShape: (shape: Line) => void;
}

/** The points of a line as a table, with a picture of it. */
export const LineEditor = ({ shape, points, attribute, unit, unitName, errorAt, onShape }: Props) => {
  const { t, language } = useTranslator();
  const add = useRef<HTMLButtonElement>(null);
  const change = (at: number, part: Partial<Line['points'][number]>) =>
    onShape({ ...shape, points: shape.points.map((point, index) => (index === at ? { ...point, ...part } : point)) });
  return (
    <div class={styles.line}>
      <table class={styles.table}>
        <caption class="sr-only">{t('rules.line')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rules.line.at', { unit: unitName })}</th>
            <th scope="col">{t('rules.line.share')}</th>
            <th scope="col" class={styles.number}>
              {t('rules.line.gives')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shape.points.map(({ at, share }, index) => (
            <tr key={index}>
              <td>
                <NumberInput
                  label={t('rules.line.at.of', { n: index + 1, unit: unitName })}
                  hideLabel
                  value={at}
                  scale={scaleOf(unit)}
                  error={errorAt(index)}
                  onValue={(value) => value !== undefined && change(index, { at: value })}
                />
              </td>
              <td>
                <NumberInput
                  label={t('rules.line.share.of', { n: index + 1 })}
                  hideLabel
                  value={share}
                  scale={100}
                  least={0}
                  most={1}
                  onValue={(value) => value !== undefined && change(index, { share: value })}
                />
              </td>
              <td class={styles.number}>{signed(language, points * share)}</td>
              <td>
                {shape.points.length > 2 && (
                  <IconButton
                    icon={X}
                    label={t('rules.line.remove', { n: index + 1 })}
                    onClick={() => {
                      onShape({ ...shape, points: replaced(shape.points, index, undefined) });
                      add.current?.focus();
                    }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class={styles.picture}>
        <LineGraph points={shape.points} />
        <p class={styles.hint}>{t('rules.line.hint')}</p>
      </div>
      <div>
        <Button
          ref={add}
          icon={Plus}
          disabled={shape.points.length >= MAX_POINTS}
          onClick={() => onShape(withPoint(shape, attribute))}
        >
          {t('rules.line.add')}
        </Button>
      </div>
    </div>
  );
};
