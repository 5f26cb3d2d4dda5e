import { Toasts } from '../ui/Toasts.tsx';
import { useApp, useTranslator } from './app-context.ts';

/** The page's toasts. */
export const AppToasts = () => {
  const { toasts } = useApp();
  const { t } = useTranslator();
  return (
    <Toasts
      label={t('panel.notifications')}
      dismissLabel={t('common.dismiss')}
      toasts={toasts.toasts.value}
      onDismiss={toasts.dismiss}
      onHold={toasts.hold}
      onRelease={toasts.release}
    />
  );
};
