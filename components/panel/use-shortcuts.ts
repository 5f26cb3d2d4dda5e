import { useEffect, useRef } from 'preact/hooks';
import { isCommand, isTyping } from '../app/keys.ts';

interface Shortcuts {
  undo: () => void;
  redo: () => void;
  /** Opens the palette; counts in text fields too. */
  palette: () => void;
  /** By key, pressed alone outside text fields. */
  single: Readonly<Record<string, () => void>>;
  /** Whether single keys count. */
  hasSingle: boolean;
}

/** Listens to the document's keys while the component lives. Text fields keep their own undo. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const stop = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const isPalette = isCommand(event, 'k') && !event.shiftKey;
      if (!isPalette && isTyping(event.target)) return;
      const run = isPalette ? latest.current.palette : commandFor(event, latest.current);
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

function commandFor(event: KeyboardEvent, { undo, redo, single, hasSingle }: Shortcuts): (() => void) | undefined {
  if (isCommand(event, 'z')) return event.shiftKey ? redo : undo;
  if (isCommand(event, 'y')) return redo;
  if (event.ctrlKey || event.metaKey || event.altKey || !hasSingle) return undefined;
  return single[event.key.toLowerCase()];
}
