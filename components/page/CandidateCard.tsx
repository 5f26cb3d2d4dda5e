import type { ComponentChildren } from 'preact';
import type { Candidate } from '../../lib/domain/page-context.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Clip } from '../ui/Clip.tsx';
import styles from './CandidateCard.module.css';
import { EvidenceLine } from './EvidenceLine.tsx';

interface Props {
  candidate: Candidate;
  /** What can be answered. */
  children?: ComponentChildren;
}

/** A customer who could be meant, with what speaks for it. */
export const CandidateCard = ({ candidate, children }: Props) => {
  const { t } = useTranslator();
  const name = candidate.name || candidate.email || t('common.no-name');
  return (
    <div class={styles.card}>
      <Avatar name={name} />
      <div class="grow">
        <div class={styles.name}>
          <Clip text={name} />
          {candidate.tier && <TierChip tier={candidate.tier} />}
        </div>
        {candidate.email !== '' && candidate.email !== name && (
          <div class={styles.email}>
            <Clip text={candidate.email} />
          </div>
        )}
        <EvidenceLine evidence={candidate.evidence} />
      </div>
      {children}
    </div>
  );
};
