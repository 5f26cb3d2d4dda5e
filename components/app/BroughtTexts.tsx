import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MessageKey } from '../../lib/i18n/catalogue.ts';
import type { LoadTranslator } from '../../lib/i18n/load-translator.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { AppProvider, useApp } from './app-context.ts';

interface Props {
  /** One of the texts that are needed: where it is at hand, all of them are. It takes no parameters. */
  sign: MessageKey;
  /** Brings them, with those that are at hand already. */
  load: LoadTranslator;
  children: ComponentChildren;
}

/** Brings texts to where only the panel's own are at hand. Nothing is drawn before they are there. */
export const BroughtTexts = ({ sign, load, children }: Props) => {
  const app = useApp();
  const present = app.settings.translator.value;
  const isAtHand = (present.t as (key: MessageKey) => string)(sign) !== sign;
  const [brought, setBrought] = useState<Translator>();
  useEffect(() => {
    let isCurrent = true;
    if (!isAtHand)
      void load(present.language).then(
        (translator) => isCurrent && setBrought(() => translator),
        () => {},
      );
    return () => {
      isCurrent = false;
    };
  }, [present, isAtHand, load]);
  const withTexts = useMemo(
    () => brought && { ...app, settings: { ...app.settings, translator: signal(brought) } },
    [app, brought],
  );
  if (isAtHand) return children;
  return withTexts ? <AppProvider value={withTexts}>{children}</AppProvider> : null;
};
