import type { Ref } from 'preact';
import type { PageContext, PersonOnPage } from '../../lib/domain/page-context.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { CustomerHead } from '../customer/CustomerHead.tsx';
import { type CustomerTab, CustomerTabs } from '../customer/CustomerTabs.tsx';
import { FactsGrid } from '../customer/FactsGrid.tsx';
import { TagList } from '../customer/TagList.tsx';
import { EvidenceLine } from '../page/EvidenceLine.tsx';
import { OrderOnPage } from '../page/OrderOnPage.tsx';
import { Warnings } from '../page/Warnings.tsx';
import { UserRoundX } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import styles from './Panel.module.css';

interface Props {
  profile: Profile;
  /** The person on the page who was recognised; absent for a customer looked up by hand. */
  person: PersonOnPage | undefined;
  context: PageContext | undefined;
  tab: CustomerTab;
  onTab: (tab: CustomerTab) => void;
  composerRef: Ref<HTMLTextAreaElement>;
}

/** The recognised customer: who they are on top, everything else in tabs below. */
export const CustomerPanel = ({ profile, person, context, tab, onTab, composerRef }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const { customer } = profile;
  const tag = (name: string, present: boolean) =>
    void actions.run(
      'customers.tag',
      { customerId: customer.id, tag: name, present },
      present ? {} : { done: t('done.tag-removed'), undo: true },
    );
  const order = person && context?.order?.record.type === 'not-recorded' ? context.order : undefined;
  return (
    <>
      <header class={styles.who}>
        <CustomerHead
          profile={profile}
          menu={
            person && (
              <Menu
                label={t('match.menu')}
                items={[
                  {
                    label: t('match.not'),
                    icon: UserRoundX,
                    run: () =>
                      void actions.run(
                        'page.reject',
                        { key: person.key, customerId: customer.id },
                        { done: t('done.rejected'), undo: true },
                      ),
                  },
                ]}
              />
            )
          }
        />
      </header>
      <div class={styles.head}>
        <TagList
          key={customer.id}
          tags={customer.tags}
          onAdd={(name) => tag(name, true)}
          onRemove={(name) => tag(name, false)}
          marks={person && <Warnings warnings={person.warnings} />}
        />
        {person?.match.type === 'certain' && <EvidenceLine evidence={person.match.customer.evidence} />}
        <FactsGrid profile={profile} />
      </div>
      <CustomerTabs
        profile={profile}
        tab={tab}
        onTab={onTab}
        here={person !== undefined && (context?.order ?? context?.message) !== undefined}
        lead={order && <OrderOnPage order={order} personKey={person?.key} />}
        composerRef={composerRef}
      />
    </>
  );
};
