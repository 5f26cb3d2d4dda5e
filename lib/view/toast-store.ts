import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from './clock.ts';

const SHOWN_MS = 8000;
const MOST = 3;

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}
/** A short word about what just happened. Bad news stays until it is put away. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** What to do about it. */
  readonly todo?: string;
  readonly tone: 'info' | 'bad';
  readonly action?: ToastAction;
  /** What its action would change: only the last word about it stands, and none once that is settled. */
  readonly topic?: string;
}

export interface ToastStore {
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  show(toast: Omit<Toast, 'id'>): number;
  dismiss(id: number): void;
  /** Puts away what was said about a topic: its action would no longer do what it says. */
  withdraw(topic: string): void;
  /** Nothing leaves while the pointer or the focus is on it. */
  hold(): void;
  release(): void;
}

/** Makes the toast store. */
export function createToastStore(clock: Clock): ToastStore {
  const toasts = signal<readonly Toast[]>([]);
  const timers = new Map<number, () => void>();
  let last = 0;

  const dismiss = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
    toasts.value = toasts.peek().filter((toast) => toast.id !== id);
  };
  const withdraw = (topic: string) => {
    for (const toast of toasts.peek()) if (toast.topic === topic) dismiss(toast.id);
  };
  const time = (toast: Toast) => {
    if (toast.tone === 'info')
      timers.set(
        toast.id,
        clock.after(SHOWN_MS, () => dismiss(toast.id)),
      );
  };

  return {
    toasts,
    show: (toast) => {
      if (toast.topic !== undefined) withdraw(toast.topic);
      last += 1;
      const added = { ...toast, id: last };
      for (const old of toasts.peek().slice(0, Math.max(0, toasts.peek().length - MOST + 1))) dismiss(old.id);
      toasts.value = [...toasts.peek(), added];
      time(added);
      return last;
    },
    dismiss,
    withdraw,
    hold: () => {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
    release: () => {
      for (const toast of toasts.peek()) if (!timers.has(toast.id)) time(toast);
    },
  };
}
