import type { Ref } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { Contacts } from '../../../components/customer/Contacts.tsx';
import { CustomerHead } from '../../../components/customer/CustomerHead.tsx';
import { Details } from '../../../components/customer/Details.tsx';
import { FactsGrid } from '../../../components/customer/FactsGrid.tsx';
import { RecordHistory } from '../../../components/customer/RecordHistory.tsx';
import { TagList } from '../../../components/customer/TagList.tsx';
import { Card } from '../../../components/dashboard/Card.tsx';
import styles from '../../../components/dashboard/CustomerLayout.module.css';
import { DeleteCustomer } from '../../../components/dashboard/DeleteCustomer.tsx';
import { Alternatives, OwnAlternatives } from '../../../components/duplicates/Alternatives.tsx';
import { IdentityMarks, ShareMenu } from '../../../components/duplicates/IdentityMarks.tsx';
import { MergedRecords } from '../../../components/duplicates/MergedRecords.tsx';
import { MergeWith } from '../../../components/duplicates/MergeWith.tsx';
import { CustomFields } from '../../../components/fields/CustomFields.tsx';
import { Notes } from '../../../components/notes/Notes.tsx';
import { CustomerScore } from '../../../components/scoring/CustomerScore.tsx';
import { WorkListBar } from '../../../components/segments/WorkListBar.tsx';
import { Timeline } from '../../../components/timeline/Timeline.tsx';
import { PersonDownload } from '../../../components/transfer/PersonDownload.tsx';
import { Icon } from '../../../components/ui/Icon.tsx';
import { ArrowLeft } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { CustomerId } from '../../../lib/domain/ids.ts';
import type { Profile } from '../../../lib/domain/profile.ts';
import { hashOf } from '../../../lib/view/dashboard-route.ts';
import type { ProfileStore } from '../../../lib/view/profile-store.ts';
import type { WorkListStore } from '../../../lib/view/work-list-store.ts';

interface Props {
  customerId: CustomerId;
  profiles: ProfileStore;
  work: WorkListStore;
  /** Whether the profile has been awaited long enough for a skeleton. */
  isSlow: boolean;
  composerRef: Ref<HTMLTextAreaElement>;
  saveFile: (file: Blob, name: string) => void;
  onDeleted: () => void;
}

/** Everything about one customer: what the panel shows, with room for all of it at once. */
export const CustomerPage = ({ customerId, profiles, work, isSlow, composerRef, saveFile, onDeleted }: Props) => {
  const { background } = useApp();
  const { t } = useTranslator();
  useEffect(() => profiles.show(customerId), [customerId, profiles]);
  useEffect(() => void background.call('recent.add', { customerId }), [customerId, background]);
  const profile = profiles.profile.value;
  const failure = profiles.failure.value;
  const standsFor = profiles.standsFor.value;
  // Whoever was merged is found where the person is.
  useEffect(() => {
    if (standsFor !== undefined) location.replace(hashOf({ page: 'customers', customerId: standsFor }));
  }, [standsFor]);
  return (
    <div class={styles.page}>
      <h1 class="sr-only">{t('panel.title')}</h1>
      <a class={styles.back} href={hashOf({ page: 'customers' })}>
        <Icon of={ArrowLeft} size={14} />
        {t('customer.all')}
      </a>
      <WorkListBar work={work} customerId={customerId} />
      {failure && !profile && <FailureState failure={failure} onRetry={() => void profiles.reload()} />}
      {!failure && !profile && isSlow && <Skeleton label={t('common.loading')} rows={8} />}
      {profile?.customer.id === customerId && (
        <Sheets
          key={customerId}
          profile={profile}
          composerRef={composerRef}
          saveFile={saveFile}
          onDeleted={onDeleted}
        />
      )}
    </div>
  );
};

interface SheetsProps {
  profile: Profile;
  composerRef: Ref<HTMLTextAreaElement>;
  saveFile: (file: Blob, name: string) => void;
  onDeleted: () => void;
}

const Sheets = ({ profile, composerRef, saveFile, onDeleted }: SheetsProps) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const { customer } = profile;
  const tag = (name: string, present: boolean) =>
    void actions.run(
      'customers.tag',
      { customerId: customer.id, tag: name, present },
      present ? {} : { done: t('done.tag-removed'), undo: true },
    );
  return (
    <>
      <Card>
        <div class={styles.head}>
          <CustomerHead profile={profile} />
          <TagList tags={customer.tags} onAdd={(name) => tag(name, true)} onRemove={(name) => tag(name, false)} />
          <FactsGrid profile={profile} />
        </div>
      </Card>
      <div class={styles.columns}>
        <div class={styles.column}>
          <Card>
            <Notes profile={profile} composerRef={composerRef} />
          </Card>
          <Card>
            <Timeline profile={profile} />
          </Card>
        </div>
        <div class={styles.column}>
          <Card>
            <CustomerScore profile={profile} />
          </Card>
          <Card>
            <Details
              profile={profile}
              beside={(field) => <Alternatives values={profile.merged?.alternatives[field] ?? []} />}
            />
            <CustomFields
              profile={profile}
              beside={(field) => <OwnAlternatives field={field} values={profile.merged?.custom[field.id] ?? []} />}
              aside={
                <a class={styles.aside} href={hashOf({ page: 'settings' })}>
                  {t('fields.settings')}
                </a>
              }
            />
            <Contacts
              profile={profile}
              marks={(identity) => <IdentityMarks identity={identity} />}
              tools={(identity) => <ShareMenu identity={identity} />}
            />
          </Card>
          {profile.merged && (
            <Card>
              <MergedRecords merged={profile.merged} />
            </Card>
          )}
          <Card>
            <RecordHistory recordId={customer.id} version={profile} />
          </Card>
          <Card>
            <PersonDownload profile={profile} save={saveFile} />
          </Card>
          <div class={styles.end}>
            <MergeWith profile={profile} />
            <DeleteCustomer profile={profile} onDeleted={onDeleted} />
          </div>
        </div>
      </div>
    </>
  );
};
