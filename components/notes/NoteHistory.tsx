import type { Note } from '../../lib/domain/note.ts';
import { useTranslator } from '../app/app-context.ts';
import { RecordTexts } from '../app/RecordTexts.tsx';
import { RecordHistory } from '../customer/RecordHistory.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** A note's history in a dialog: any earlier wording can be put back. */
export const NoteHistory = ({ note, onClose }: { note: Note; onClose: () => void }) => (
  <RecordTexts>
    <HistoryDialog note={note} onClose={onClose} />
  </RecordTexts>
);

const HistoryDialog = ({ note, onClose }: { note: Note; onClose: () => void }) => {
  const { t } = useTranslator();
  return (
    <Dialog title={t('history.of-note')} closeLabel={t('common.close')} onClose={onClose}>
      <RecordHistory recordId={note.id} version={note} />
    </Dialog>
  );
};
