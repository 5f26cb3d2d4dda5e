import styles from './Funnel.module.css';
import { stopAt, useRoving } from './use-roving.ts';

export interface FunnelStep {
  readonly id: string;
  readonly label: string;
  readonly n: number;
  /** At the end of the line: how many, as it reads. */
  readonly text: string;
  /** Quieter, beneath the label. */
  readonly note?: string;
  readonly name: string;
  readonly href?: string | undefined;
}

interface Props {
  label: string;
  steps: readonly FunnelStep[];
}

/** Steps from first to last, each as long as it has customers. */
export const Funnel = ({ label, steps }: Props) => {
  const most = Math.max(1, ...steps.map(({ n }) => n));
  const roving = useRoving(steps.map((_, row) => stopAt(row, 0)));
  return (
    <ul class={styles.funnel} aria-label={label} onKeyDown={roving.onKeyDown}>
      {steps.map((step, row) => {
        const shared = {
          ...roving.of(stopAt(row, 0)),
          class: styles.step,
          'data-reading': step.name,
        };
        const content = (
          <>
            <span class={styles.label}>
              {step.label}
              {step.note !== undefined && <span class={styles.note}>{step.note}</span>}
            </span>
            <span class={styles.track}>
              <span class={styles.bar} style={{ inlineSize: `${(step.n / most) * 100}%` }} />
            </span>
            <span class={styles.value}>{step.text}</span>
          </>
        );
        return (
          <li key={step.id}>
            {step.href === undefined ? (
              <span role="img" aria-label={step.name} {...shared}>
                {content}
              </span>
            ) : (
              <a href={step.href} {...shared}>
                {content}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
};
