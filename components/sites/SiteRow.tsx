import type { GrantedSite } from '../../lib/view/sites-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { host } from '../page/NobodyHere.tsx';
import { Clip } from '../ui/Clip.tsx';
import { RecordingChoice } from './RecordingChoice.tsx';
import { RevokeButton } from './RevokeButton.tsx';
import styles from './SiteRow.module.css';

interface Props {
  site: GrantedSite;
  onRevoke: () => void;
}

/** A granted site: its address, what is recorded there, and the way out. */
export const SiteRow = ({ site, onRevoke }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const { origin, recipeName, recording } = site;
  return (
    <li class={styles.site}>
      <div class={styles.head}>
        <div class={styles.address}>
          <Clip text={origin.replace(/^https:\/\//, '')} />
        </div>
        {recipeName && <span class="muted">{recipeName}</span>}
      </div>
      <RecordingChoice
        label={t('sites.recording.of', { site: host(origin) })}
        hideLabel
        value={recording}
        onValue={(next) =>
          void actions.run(
            'sites.setRecording',
            { origin, recording: next },
            { done: t('sites.recording.saved'), undo: true },
          )
        }
      />
      <div class={styles.revoke}>
        <RevokeButton origin={origin} onRevoke={onRevoke} />
      </div>
    </li>
  );
};
