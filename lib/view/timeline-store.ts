import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Profile, TimelineItem } from '../domain/profile.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';

const PAGE = 50;

/** A customer's timeline beyond the first page that the profile brings. */
export interface TimelineStore {
  readonly items: ReadonlySignal<readonly TimelineItem[]>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Takes a newer profile: pages already asked for are asked for again. */
  follow(profile: Profile): Promise<void>;
  more(): Promise<void>;
}

/** Makes the timeline of the given profile. */
export function createTimelineStore(background: Background, first: Profile): TimelineStore {
  const items = signal<readonly TimelineItem[]>(first.timeline);
  const failure = signal<Failure | undefined>(undefined);
  let profile = first;
  let asked = 0;

  const load = async (upTo: number) => {
    asked += 1;
    const question = asked;
    let loaded: readonly TimelineItem[] = profile.timeline;
    while (loaded.length < Math.min(upTo, profile.timelineTotal)) {
      const request = { customerId: profile.customer.id, offset: loaded.length, limit: PAGE };
      const answer = await background.call('timeline.list', request);
      if (question !== asked) return;
      if (!answer.ok) {
        failure.value = answer.error;
        return;
      }
      if (answer.value.length === 0) break;
      loaded = [...loaded, ...answer.value];
    }
    batch(() => {
      failure.value = undefined;
      items.value = loaded;
    });
  };

  return {
    items,
    failure,
    follow: async (next) => {
      if (next === profile) return;
      const had = items.peek().length > profile.timeline.length ? items.peek().length : 0;
      profile = next;
      await load(had);
    },
    more: () => load(items.peek().length + 1),
  };
}
