import type { Tier } from '../../lib/domain/receipt.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';

const TONES = { A: 'a', B: 'b', C: 'c', D: 'd' } as const;

/** A customer's tier: its letter in its colour. */
export const TierChip = ({ tier }: { tier: Tier }) => {
  const { t } = useTranslator();
  return <Chip tone={TONES[tier]}>{t('tier.label', { letter: tier })}</Chip>;
};
