import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile.ts';
import { createTimelineStore } from '../../lib/view/timeline-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { TimelineRow } from './TimelineRow.tsx';

const RECENT = 5;

/** The latest few things, with the way to all of them. */
export const RecentTimeline = ({ profile, onAll }: { profile: Profile; onAll: () => void }) => {
  const { t } = useTranslator();
  const { timeline, timelineTotal } = profile;
  return (
    <Section
      title={t('timeline.recent')}
      aside={
        timelineTotal > RECENT && (
          <Button tone="ghost" onClick={onAll}>
            {t('timeline.all', { n: timelineTotal })}
          </Button>
        )
      }
    >
      {timeline.length === 0 ? (
        <p class="muted">{t('timeline.empty')}</p>
      ) : (
        <ul>
          {timeline.slice(0, RECENT).map((item) => (
            <TimelineRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Section>
  );
};

/** Everything that happened with a customer, newest first, a page at a time. */
export const Timeline = ({ profile }: { profile: Profile }) => {
  const { background } = useApp();
  const { t } = useTranslator();
  const [store] = useState(() => createTimelineStore(background, profile));
  useEffect(() => {
    void store.follow(profile);
  }, [profile]);
  const items = store.items.value;
  const failure = store.failure.value;
  return (
    <Section title={t('timeline.title')}>
      {items.length === 0 ? (
        <p class="muted">{t('timeline.empty')}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <TimelineRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      {failure && <FailureState failure={failure} onRetry={() => void store.more()} />}
      {!failure && items.length < profile.timelineTotal && (
        <Button onClick={() => void store.more()}>{t('common.show-more')}</Button>
      )}
    </Section>
  );
};
