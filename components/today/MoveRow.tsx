import { TIERS } from '../../lib/domain/receipt.ts';
import type { Today } from '../../lib/messaging/score-work.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { moveReason } from '../scoring/outlook-words.ts';
import { Icon } from '../ui/Icon.tsx';
import { ArrowRight } from '../ui/icons.ts';
import { calledText } from './called-text.ts';
import { Somebody } from './Somebody.tsx';
import styles from './Today.module.css';

type Move = Today['moves'][number];

/** Somebody whose tier is another now: from which, since when, why. */
export const MoveRow = ({ move }: { move: Move }) => {
  const { t, ago, now } = useTranslator();
  const { customerId, from, to, at } = move;
  const shown = calledText(t, move);
  const isUp = from !== undefined && TIERS.indexOf(to) < TIERS.indexOf(from);
  return (
    <Somebody
      customerId={customerId}
      shown={shown}
      why={
        <>
          {from === undefined ? t('move.first') : t(isUp ? 'move.up' : 'move.down')} ·{' '}
          <span class="muted">{ago(at, now())}</span> · {moveReason(t, move.reason)}
        </>
      }
    >
      <div class={styles.move}>
        {from && (
          <>
            <TierChip tier={from} />
            <Icon of={ArrowRight} size={12} />
            <span class="sr-only">{t('move.to')}</span>
          </>
        )}
        <TierChip tier={to} />
      </div>
    </Somebody>
  );
};
