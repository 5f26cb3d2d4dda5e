import type { Translate } from '../../lib/i18n/catalogue.ts';
import { NEW_SEGMENT, type SegmentDraft, type SegmentStore } from '../../lib/view/segment-store.ts';
import type { ToastStore } from '../../lib/view/toast-store.ts';

/** Begins a new segment. One that was begun before and not saved makes room for it, and can be had back. */
export function beginSegment(
  store: SegmentStore,
  toasts: ToastStore,
  t: Translate,
  from?: Partial<SegmentDraft>,
): void {
  const before = store.begin(from);
  if (!before) return;
  toasts.show({
    tone: 'info',
    text: t('segment.replaced', { name: before.name || t('segment.new.name') }),
    action: { label: t('common.undo'), run: () => store.putBack(NEW_SEGMENT, before) },
  });
}
