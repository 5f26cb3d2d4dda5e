import type { AnchorKind } from '../../lib/domain/sighting.ts';
import { useTranslator } from '../app/app-context.ts';
import { Unknown } from '../app/Unknown.tsx';
import { Clip } from '../ui/Clip.tsx';
import styles from './ReadFacts.module.css';

export interface ReadFact {
  readonly label: string;
  /** Absent: the page did not say, or not surely. */
  readonly value?: string | undefined;
  /** Why it is absent. */
  readonly why?: string;
  /** On what kind of evidence the reading rests. */
  readonly kind?: AnchorKind | undefined;
}

/** What was read from the page, and where each of it stood. */
export const ReadFacts = ({ facts }: { facts: readonly ReadFact[] }) => {
  const { t } = useTranslator();
  return (
    <dl class={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} class={styles.fact}>
          <dt class={styles.label}>{fact.label}</dt>
          <dd class={styles.value}>
            {fact.value === undefined ? <Unknown why={fact.why ?? ''} /> : <Clip text={fact.value} lines={3} />}
            {fact.value !== undefined && fact.kind && <span class={styles.kind}>{t(`anchor.${fact.kind}`)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
};
