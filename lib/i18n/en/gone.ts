import type { Message } from '../message.ts';

/** What is said when the customer file has disappeared from the browser's store. */
export const gone = {
  'gone.title': 'Your customer file is gone from this browser’s store',
  'gone.text': {
    one: 'On {when} there was {n} customer on file; now the store is empty. The browser or a cleaning program has deleted it. Restore it from a backup.',
    other:
      'On {when} there were about {n} customers on file; now the store is empty. The browser or a cleaning program has deleted it. Restore it from a backup.',
  },
  'gone.backup': 'The last backup is from {when}.',
  'gone.no-backup': 'No backup was made in this browser; look for a file called regulars-… elsewhere.',
  'gone.restore': 'Restore from a backup',
  'gone.anew': 'Start anew',
  'gone.anew.ask': 'Start anew without the old data?',
  'gone.anew.text': 'Regulars then no longer says that a file is missing. A backup can still be restored at any time.',
} as const satisfies Record<string, Message>;
