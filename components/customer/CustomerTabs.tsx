import type { ComponentChildren, Ref } from 'preact';
import type { Profile } from '../../lib/domain/profile.ts';
import { useTranslator } from '../app/app-context.ts';
import { lazily } from '../app/lazily.tsx';
import { Notes } from '../notes/Notes.tsx';
import { RecentTimeline, Timeline } from '../timeline/Timeline.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { Contacts } from './Contacts.tsx';
import { Details } from './Details.tsx';

// The panel has to be there at once; what one tab alone shows comes with that tab.
const CustomerScore = lazily(async () => (await import('../scoring/CustomerScore.tsx')).CustomerScore);
const MoreProfile = lazily(async () => (await import('./MoreProfile.tsx')).MoreProfile);

const CUSTOMER_TABS = ['overview', 'timeline', 'profile'] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];

interface Props {
  profile: Profile;
  tab: CustomerTab;
  onTab: (tab: CustomerTab) => void;
  /** Link new notes to the message or order open on the page. */
  here?: boolean;
  /** What comes first in the overview: what the page asks for. */
  lead?: ComponentChildren;
  composerRef?: Ref<HTMLTextAreaElement>;
}

/** Everything about one customer, in three tabs: the same in the panel and on the customer's page. */
export const CustomerTabs = ({ profile, tab, onTab, here = false, lead, composerRef }: Props) => {
  const { t, number } = useTranslator();
  const { timelineTotal } = profile;
  return (
    <Tabs
      label={t('panel.tabs')}
      selected={tab}
      onSelect={onTab}
      tabs={CUSTOMER_TABS.map((id) => ({
        id,
        label: t(`tab.${id}`),
        count: id === 'timeline' && timelineTotal > 0 ? number(timelineTotal) : undefined,
      }))}
    >
      {tab === 'overview' && (
        <>
          {lead}
          {/* Before what comes later: a place to write must not move under the hand. */}
          <Notes profile={profile} here={here} {...(composerRef === undefined ? {} : { composerRef })} />
          <CustomerScore profile={profile} />
          <RecentTimeline profile={profile} onAll={() => onTab('timeline')} />
        </>
      )}
      {tab === 'timeline' && <Timeline key={profile.customer.id} profile={profile} />}
      {tab === 'profile' && (
        <>
          <Details profile={profile} />
          <Contacts profile={profile} />
          <MoreProfile profile={profile} />
        </>
      )}
    </Tabs>
  );
};
