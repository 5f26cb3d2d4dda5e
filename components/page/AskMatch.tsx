import type { ActionId } from '../../lib/domain/ids.ts';
import type { Candidate, PersonOnPage } from '../../lib/domain/page-context.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './AskMatch.module.css';
import { CandidateCard } from './CandidateCard.tsx';

interface Props {
  person: PersonOnPage;
  candidates: readonly Candidate[];
}

/** Somebody fits, but not surely, or several do: shows no profile, asks. */
export const AskMatch = ({ person, candidates }: Props) => {
  const { actions, background, toasts } = useApp();
  const { t } = useTranslator();
  const nameOf = (candidate: Candidate) => (candidate.name || candidate.email || t('common.no-name')).slice(0, 80);
  const link = (candidate: Candidate) =>
    void actions.run(
      'page.link',
      { key: person.key, customerId: candidate.customerId },
      { done: t('done.linked', { name: nameOf(candidate) }), undo: true },
    );
  // Turning several down is one word to the user: one toast, whose undo takes all of them back.
  const rejectAll = async () => {
    const done: ActionId[] = [];
    for (const { customerId } of candidates) {
      const actionId = background.newActionId();
      const answer = await background.call('page.reject', { actionId, key: person.key, customerId });
      if (!answer.ok) {
        actions.tell(answer.error, () => void rejectAll());
        return;
      }
      done.push(actionId);
    }
    const undoAll = async () => {
      for (const actionId of done.reverse()) await actions.undo(actionId);
    };
    toasts.show({
      tone: 'info',
      text: t('done.rejected'),
      action: { label: t('common.undo'), run: () => void undoAll() },
    });
  };

  const [only] = candidates;
  if (candidates.length === 1 && only) {
    return (
      <Section title={t('match.is-this', { name: nameOf(only) })}>
        <p class="second">{t('match.probable.text')}</p>
        <CandidateCard candidate={only} />
        <div class={styles.answers}>
          <Button tone="primary" onClick={() => link(only)}>
            {t('match.yes', { name: nameOf(only) })}
          </Button>
          <Button onClick={() => void rejectAll()}>{t('match.not')}</Button>
        </div>
      </Section>
    );
  }
  return (
    <Section title={t('match.which')}>
      <p class="second">{t('match.ambiguous.text', { n: candidates.length })}</p>
      <ul class={styles.list}>
        {candidates.map((candidate) => (
          <li key={candidate.customerId} class={styles.item}>
            <CandidateCard candidate={candidate}>
              <Button aria-label={t('match.choose-one', { name: nameOf(candidate) })} onClick={() => link(candidate)}>
                {t('match.choose')}
              </Button>
            </CandidateCard>
          </li>
        ))}
      </ul>
      <div class={styles.answers}>
        <Button onClick={() => void rejectAll()}>{t('match.none')}</Button>
      </div>
    </Section>
  );
};
