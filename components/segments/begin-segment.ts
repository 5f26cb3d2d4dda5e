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
  if (before) offerBack(store, toasts, t, NEW_SEGMENT, before);
}

/**
 * Says that a draft made room; whatever was typed since makes room for it when it is had back, and can be had back in the
 * same way.
 * @param text what became of the draft; absent when another took its place
 */
export function offerBack(
  store: SegmentStore,
  toasts: ToastStore,
  t: Translate,
  id: string,
  was: SegmentDraft,
  text?: string,
): void {
  const run = () => {
    const meanwhile = store.putBack(id, was);
    location.hash = hashOf({ page: 'segments', part: id });
    if (meanwhile) offerBack(store, toasts, t, id, meanwhile);
  };
  toasts.show({
    tone: 'info',
    // One that another took the place of is settled when that is saved; one that was given up stays what it was.
    ...(text === undefined && id === NEW_SEGMENT ? { topic: BEGUN_SEGMENT } : {}),
    text: text ?? t('segment.replaced', { name: was.name || t('segment.new.name') }),
    action: { label: t('common.undo'), run },
  });
}
