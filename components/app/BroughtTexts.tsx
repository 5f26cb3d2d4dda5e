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

// A translator is brought once for all places that need it: the next customer's sections are there at once.
const kept = new WeakMap<LoadTranslator, Translator>();

/** Brings texts to where only the panel's own are at hand. Until they are there, their place is empty and says that it is busy. */
export const BroughtTexts = ({ sign, load, children }: Props) => {
  const app = useApp();
  const present = app.settings.translator.value;
  const isAtHand = (present.t as (key: MessageKey) => string)(sign) !== sign;
  const [brought, setBrought] = useState(() => kept.get(load));
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const held = kept.get(load);
    if (held?.language === present.language) setBrought(() => held);
    else if (!isAtHand)
      void load(present.language).then(
        (translator) => {
          kept.set(load, translator);
          if (isCurrent) setBrought(() => translator);
        },
        // The extension was updated under this page: the next connection says so.
        () => isCurrent && setHasFailed(true),
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
  return withTexts ? <AppProvider value={withTexts}>{children}</AppProvider> : <div aria-busy={!hasFailed} />;
};
