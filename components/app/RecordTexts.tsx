import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { loadRecordsTranslator } from '../../lib/i18n/load-records-translator.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { AppProvider, useApp } from './app-context.ts';

/** Brings the texts of custom fields and history to where only the panel's own are at hand. */
export const RecordTexts = ({ children }: { children: ComponentChildren }) => {
  const app = useApp();
  const present = app.settings.translator.value;
  const isAtHand = present.t('fields.title') !== 'fields.title';
  const [brought, setBrought] = useState<Translator>();
  useEffect(() => {
    let isCurrent = true;
    if (!isAtHand)
      void loadRecordsTranslator(present.language).then(
        (translator) => isCurrent && setBrought(() => translator),
        () => {},
      );
    return () => {
      isCurrent = false;
    };
  }, [present, isAtHand]);
  const withTexts = useMemo(
    () => brought && { ...app, settings: { ...app.settings, translator: signal(brought) } },
    [app, brought],
  );
  if (isAtHand) return children;
  return withTexts ? <AppProvider value={withTexts}>{children}</AppProvider> : null;
};
