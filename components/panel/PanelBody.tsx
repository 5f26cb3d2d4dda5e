import type { Ref } from 'preact';
import { assertNever } from '../../lib/domain/assert-never.ts';
import type { PageStore } from '../../lib/view/page-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import type { CustomerTab } from '../customer/CustomerTabs.tsx';
import { AskMatch } from '../page/AskMatch.tsx';
import { NobodyHere } from '../page/NobodyHere.tsx';
import { PersonHead } from '../page/PersonHead.tsx';
import { SenderQuestion } from '../page/SenderQuestion.tsx';
import { placeOf } from '../page/seen-person.ts';
import { UnknownPerson } from '../page/UnknownPerson.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CustomerPanel } from './CustomerPanel.tsx';

export interface PanelBodyProps {
  page: PageStore;
  tab: CustomerTab;
  onTab: (tab: CustomerTab) => void;
  composerRef: Ref<HTMLTextAreaElement>;
  onGrant?: ((origin: string) => void) | undefined;
}

/** Chooses what to show: exactly one state at a time. */
export const PanelBody = ({ page, tab, onTab, composerRef, onGrant }: PanelBodyProps) => {
  const { t } = useTranslator();
  const context = page.context.value;
  const failure = page.failure.value;
  const opened = page.opened.value;
  const person = opened === undefined ? page.person.value : undefined;
  const profile = page.profiles.profile.value;

  if (failure && !profile) return <FailureState failure={failure} onRetry={() => void page.retry()} />;
  if (profile) {
    return <CustomerPanel {...{ profile, person, context, tab, onTab, composerRef }} />;
  }
  if (context === undefined || page.waiting.value) {
    return page.slow.value ? <Skeleton label={t('common.loading')} rows={5} hasHead /> : null;
  }
  if (!person) {
    return (
      <NobodyHere
        context={context}
        isFileEmpty={page.fileIsEmpty.value === true}
        onOpen={page.open}
        onGrant={onGrant}
      />
    );
  }
  const { match } = person;
  const head = <PersonHead person={person} place={placeOf(context, person)} />;
  const question = context?.message && person.seen.email && <SenderQuestion key={person.key} personKey={person.key} />;
  switch (match.type) {
    // Certain, but the profile is on its way: nothing for a moment rather than a half.
    case 'certain':
      return null;
    case 'probable':
      return (
        <>
          {head}
          {question}
          <AskMatch key={person.key} person={person} candidates={[match.customer]} />
        </>
      );
    case 'ambiguous':
      return (
        <>
          {head}
          {question}
          <AskMatch key={person.key} person={person} candidates={match.customers} />
        </>
      );
    case 'unknown':
      return (
        <>
          {head}
          {question}
          <UnknownPerson key={person.key} page={page} person={person} similar={match.similar} />
        </>
      );
    default:
      return assertNever(match);
  }
};
