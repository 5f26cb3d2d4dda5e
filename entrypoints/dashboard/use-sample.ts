import { useApp, useTranslator } from '../../components/app/app-context.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { Dashboard } from './dashboard.ts';
import { sampleCustomers } from './sample-data.ts';

/** Puts the sample in and takes it out, and says how that went. */
export function useSample({ sample }: Dashboard): { readonly load: () => void; readonly remove: () => void } {
  const { actions, toasts, clock } = useApp();
  const { t } = useTranslator();
  const tell = (problem: Failure | undefined, done: string, again: () => void) => {
    if (problem) actions.tell(problem, again);
    else toasts.show({ tone: 'info', text: done });
  };
  const load = async () => tell(await sample.add(sampleCustomers(clock.now())), t('sample.added'), () => void load());
  const remove = async () => tell(await sample.remove(), t('sample.removed'), () => void remove());
  return { load: () => void load(), remove: () => void remove() };
}
