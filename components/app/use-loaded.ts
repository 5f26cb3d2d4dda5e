import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../lib/domain/settings.ts';
import { useApp } from './app-context.ts';

interface Loaded<P> {
  /** The component while it is to be seen; absent before it has come and after `close`. */
  readonly Shown: ComponentType<P> | undefined;
  open(): void;
  close(): void;
}

/**
 * A component that is brought when it is first wanted, in the language of that moment. One that cannot be brought any more,
 * because the extension was updated under the page, is told as any other failure.
 */
export function useLoaded<P>(load: (language: Language) => Promise<ComponentType<P>>): Loaded<P> {
  const { settings, actions } = useApp();
  const [shown, setShown] = useState<ComponentType<P>>();
  const open = async () => {
    try {
      const component = await load(settings.translator.peek().language);
      setShown(() => component);
    } catch {
      actions.tell({ type: 'disconnected' }, () => void open());
    }
  };
  return { Shown: shown, open: () => void open(), close: () => setShown(undefined) };
}
