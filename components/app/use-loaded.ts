import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../lib/domain/settings.ts';
import { useApp } from './app-context.ts';
import { typeAhead, typeInto } from './type-ahead.ts';

interface Loaded<P> {
  /** The component while it is to be seen; absent before it has come and after `close`. */
  readonly Shown: ComponentType<P> | undefined;
  open(): void;
  close(): void;
}

/**
 * A component that is brought when it is first wanted, in the language of that moment. What is typed meanwhile goes into the
 * field it begins with. One that cannot be brought any more, because the extension was updated under the page, is told as any
 * other failure.
 */
export function useLoaded<P>(load: (language: Language) => Promise<ComponentType<P>>): Loaded<P> {
  const { settings, actions } = useApp();
  const [shown, setShown] = useState<{ component: ComponentType<P>; typed: string }>();
  const isComing = useRef(false);
  useLayoutEffect(() => {
    if (shown) typeInto(shown.typed);
  }, [shown]);
  const open = async () => {
    if (isComing.current) return;
    isComing.current = true;
    let isWanted = true;
    const end = typeAhead(() => {
      isWanted = false;
    });
    try {
      const component = await load(settings.translator.peek().language);
      const typed = end();
      if (isWanted) setShown({ component, typed });
    } catch {
      end();
      actions.tell({ type: 'disconnected' }, () => void open());
    } finally {
      isComing.current = false;
    }
  };
  return { Shown: shown?.component, open: () => void open(), close: () => setShown(undefined) };
}
