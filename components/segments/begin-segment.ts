import type { Translate } from '../../lib/i18n/catalogue.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { NEW_SEGMENT, type SegmentDraft, type SegmentStore } from '../../lib/view/segment-store.ts';
import type { ToastStore } from '../../lib/view/toast-store.ts';

/** What is said about the segment that is not saved yet; to be withdrawn when it is. */
export const BEGUN_SEGMENT = 'begun-segment';

/** Begins a new segment. One that was begun before and not saved makes room for it, and can be had back. */
export function beginSegment(
  store: SegmentStore,
  toasts: ToastStore,
  t: Translate,
  from?: Partial<SegmentDraft>,
): void {
  const before = store.begin(from);
  if (before) offerBack(store, toasts, t, before);
}

/** Says that a draft made room; whichever then makes room for it can be had back in the same way. */
function offerBack(store: SegmentStore, toasts: ToastStore, t: Translate, was: SegmentDraft): void {
  const run = () => {
    const meanwhile = store.begun.peek();
    store.putBack(NEW_SEGMENT, was);
    location.hash = hashOf({ page: 'segments', part: NEW_SEGMENT });
    if (meanwhile) offerBack(store, toasts, t, meanwhile);
  };
  toasts.show({
    tone: 'info',
    topic: BEGUN_SEGMENT,
    text: t('segment.replaced', { name: was.name || t('segment.new.name') }),
    action: { label: t('common.undo'), run },
  });
}
