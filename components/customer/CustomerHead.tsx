import type { ComponentChildren } from 'preact';
import type { Profile } from '../../lib/domain/profile.ts';
import { useTranslator } from '../app/app-context.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Clip } from '../ui/Clip.tsx';
import { ScoreRing } from '../ui/ScoreRing.tsx';
import styles from './CustomerHead.module.css';
import { customerName, mainContact } from './customer-name.ts';
import { TierChip } from './TierChip.tsx';

interface Props {
  profile: Profile;
  /** What else can be done with this person, at the end of the line. */
  menu?: ComponentChildren;
}

/** Who it is, in half a second: name, tier, stage, score. */
export const CustomerHead = ({ profile, menu }: Props) => {
  const { t } = useTranslator();
  const { receipt } = profile;
  const isScored = receipt.type === 'scored';
  const name = customerName(profile) ?? t('common.no-name');
  const contact = mainContact(profile);
  return (
    <div class={styles.head}>
      <Avatar name={name} />
      <div class="grow">
        <div class={styles.nameLine}>
          <h2 class={styles.name}>
            <Clip text={name} />
          </h2>
          {isScored && <TierChip tier={receipt.tier} />}
        </div>
        <div class={styles.second}>
          <span class={styles.stage}>{t(`stage.${profile.stage.stage}`)}</span>
          {contact !== undefined && contact !== name && (
            <>
              <span aria-hidden="true">·</span>
              <Clip text={contact} />
            </>
          )}
        </div>
      </div>
      <ScoreRing
        score={isScored ? receipt.score : undefined}
        label={isScored ? t('score.of', { score: Math.round(receipt.score) }) : t('score.none')}
      />
      {menu}
    </div>
  );
};
