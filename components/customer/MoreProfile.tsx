import type { Profile } from '../../lib/domain/profile.ts';
import { RecordTexts } from '../app/RecordTexts.tsx';
import { CustomFields } from '../fields/CustomFields.tsx';
import { RecordHistory } from './RecordHistory.tsx';

/** What the panel's profile tab brings when it is opened: the shop's own fields, and the history. */
export const MoreProfile = ({ profile }: { profile: Profile }) => (
  <RecordTexts>
    <CustomFields profile={profile} />
    <RecordHistory key={profile.customer.id} recordId={profile.customer.id} version={profile} />
  </RecordTexts>
);
