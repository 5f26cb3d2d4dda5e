import type { Evidence } from '../../lib/domain/page-context.ts';
import { evidenceText } from '../../lib/i18n/sentences.ts';
import { useTranslator } from '../app/app-context.ts';
import { Clip } from '../ui/Clip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Check } from '../ui/icons.ts';
import styles from './EvidenceLine.module.css';

/** What a match rests on, in one line. */
export const EvidenceLine = ({ evidence }: { evidence: readonly Evidence[] }) => {
  const { t, list } = useTranslator();
  if (evidence.length === 0) return null;
  // Beside an identifier that agrees, an agreeing name adds nothing.
  const identifiers = evidence.filter((entry) => entry.by !== 'name');
  const told = identifiers.length > 0 ? identifiers : evidence;
  return (
    <div class={styles.line}>
      <Icon of={Check} size={12} />
      <span class="sr-only">{t('match.evidence')}</span>
      <Clip text={list(told.map((entry) => evidenceText(t, entry)))} />
    </div>
  );
};
