import type { ReadonlySignal } from '@preact/signals';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { ProfileStore } from '../../lib/view/profile-store.ts';
import type { SampleStore } from '../../lib/view/sample-store.ts';
import type { SitesStore } from '../../lib/view/sites-store.ts';

/** What the dashboard's pages share; it outlives the page shown, so that a list is found as it was left. */
export interface Dashboard {
  readonly list: CustomerListStore;
  /** Where in the list one was. */
  readonly place: { top: number; active: number };
  readonly profiles: ProfileStore;
  /** The profile has been awaited long enough for a skeleton. */
  readonly isProfileSlow: ReadonlySignal<boolean>;
  readonly sites: SitesStore;
  readonly sample: SampleStore;
  /** Asks the browser to keep the data; its answer. */
  readonly persist: () => Promise<boolean>;
  readonly version: string;
}
