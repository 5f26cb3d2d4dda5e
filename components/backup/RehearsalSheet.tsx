import type { Holds } from '../../lib/domain/holds.ts';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { BackupFailure, Rehearsal } from '../../lib/view/backup-run.ts';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Note } from '../transfer/Note.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './Backup.module.css';
import { BackupFailureNote } from './BackupFailureNote.tsx';
import { BackupProgress } from './BackupProgress.tsx';

interface Props {
  rehearsal: Rehearsal;
  failure: BackupFailure | undefined;
  isRunning: boolean;
  onRun: () => void;
  onBack: () => void;
  save: (file: Blob, name: string) => void;
}

const COUNTS = [
  'customers',
  'identities',
  'orders',
  'interactions',
  'notes',
] as const satisfies readonly (keyof Holds)[];

/** What a backup would bring, beside what is here now, and what would be lost. */
export const RehearsalSheet = ({ rehearsal, failure, isRunning, onRun, onBack, save }: Props) => {
  const { t, number, dateTime } = useTranslator();
  const { head, found, setAside, fault, isOwn } = rehearsal;
  const { present } = found;
  const isEmptyHere = COUNTS.every((name) => present.holds[name] === 0);
  const when = (at: number | undefined) => (at === undefined ? t('restore.compare.never') : dateTime(at));
  return (
    <>
      <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
        {t('restore.checked.title')}
      </h2>
      <p class="second">
        {t(isOwn ? 'restore.made.here' : 'restore.made.elsewhere', { when: dateTime(head.createdAt) })}
      </p>
      {failure && <BackupFailureNote failure={failure} />}
      {fault && <Note tone="warn">{t(`restore.${fault}`)}</Note>}
      {setAside.length > 0 && (
        <Note
          tone="warn"
          action={
            <Button onClick={() => save(new Blob([setAside.join('\n')]), `regulars ${t('restore.aside.file')}.jsonl`)}>
              {t('restore.aside.save')}
            </Button>
          }
        >
          {t('restore.aside', { n: setAside.length })}
        </Note>
      )}
      <table class={styles.compare}>
        <thead>
          <tr>
            <th scope="col">{t('restore.compare.what')}</th>
            <th scope="col">{t('restore.compare.backup')}</th>
            <th scope="col">{t('restore.compare.here')}</th>
          </tr>
        </thead>
        <tbody>
          {COUNTS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`settings.count.${name}`)}</th>
              <td>{number(found.holds[name])}</td>
              <td>{number(present.holds[name])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('restore.compare.changed')}</th>
            <td>{when(found.changedAt)}</td>
            <td>{when(present.changedAt)}</td>
          </tr>
        </tbody>
      </table>
      <Note tone={isEmptyHere || !isOlder(rehearsal) ? 'info' : 'warn'}>
        {joinSentences(
          isEmptyHere
            ? t('restore.empty')
            : isOlder(rehearsal)
              ? t('restore.older', { when: when(found.changedAt) })
              : t(isNewer(rehearsal) ? 'restore.newer' : 'restore.same'),
          ...(!isEmptyHere && COUNTS.some((name) => found.holds[name] < present.holds[name])
            ? [t('restore.less')]
            : []),
        )}
      </Note>
      {isRunning ? (
        <BackupProgress label={t('restore.running')} />
      ) : (
        <div class={styles.actions}>
          <Button tone={isEmptyHere ? 'primary' : 'danger'} onClick={onRun}>
            {t(fault ? 'restore.run.part' : 'restore.run')}
          </Button>
          <Button onClick={onBack}>{t('common.cancel')}</Button>
        </div>
      )}
    </>
  );
};

const isOlder = ({ found }: Rehearsal): boolean => (found.present.changedAt ?? 0) > (found.changedAt ?? 0);
const isNewer = ({ found }: Rehearsal): boolean => (found.present.changedAt ?? 0) < (found.changedAt ?? 0);
