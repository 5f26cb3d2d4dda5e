import type { CustomerOutlook } from '../../lib/domain/score.ts';
import { useTranslator } from '../app/app-context.ts';
import { Figure } from './Figure.tsx';
import { moveReason } from './outlook-words.ts';

/** How the tier came about: its last moves with when and why. */
export const TierMoves = ({ outlook: { moves = [] } }: { outlook: CustomerOutlook }) => {
  const { t, ago, now } = useTranslator();
  if (moves.length === 0) return null;
  return (
    <Figure label={t('moves.title')} value="">
      {moves.map(({ at, from, to, reason }, nth) => (
        <div key={nth}>
          <strong>{t('moves.step', { from, to })}</strong> · {ago(at, now())} · {moveReason(t, reason)}
        </div>
      ))}
    </Figure>
  );
};
