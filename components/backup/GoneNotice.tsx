import { useState } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { About } from '../../lib/view/about.ts';
import note from '../transfer/Note.module.css';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CircleAlert } from '../ui/icons.ts';

interface Props {
  gone: NonNullable<About['gone']>;
  /** Knows the words of this notice; where it stands they are not among the page's own. */
  translator: Translator;
  /** Where backups are restored. */
  href: string;
  /** Opens it beside the page instead of in its place. */
  isApart?: boolean;
  onStartAnew: () => void;
}

/** The file that was here is not here any more: what to do, and never a first-run greeting. */
export const GoneNotice = ({ gone, translator, href, isApart = false, onStartAnew }: Props) => {
  const { t, dateTime } = translator;
  const [isAsking, setAsking] = useState(false);
  return (
    <div role="alert" class={`${note.note} ${note.bad}`}>
      <Icon of={CircleAlert} />
      <div class={note.text}>
        <strong>{t('gone.title')}</strong>
        <span>{t('gone.text', { n: gone.people, when: dateTime(gone.seenAt) })}</span>
        <span>
          {gone.backupAt === undefined ? t('gone.no-backup') : t('gone.backup', { when: dateTime(gone.backupAt) })}
        </span>
        {isAsking && <span>{joinSentences(t('gone.anew.ask'), t('gone.anew.text'))}</span>}
      </div>
      <ButtonLink tone="primary" href={href} isApart={isApart}>
        {t('gone.restore')}
      </ButtonLink>
      <Button tone={isAsking ? 'danger' : 'ghost'} onClick={() => (isAsking ? onStartAnew() : setAsking(true))}>
        {t('gone.anew')}
      </Button>
    </div>
  );
};
