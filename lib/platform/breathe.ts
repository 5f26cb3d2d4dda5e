interface TaskScheduler {
  postTask(task: () => void, options: { priority: 'background' }): Promise<void>;
}

/** Lets everything else that waits have its turn: messages, timers, transactions. */
function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: TaskScheduler };
  // A timer is held back some milliseconds when it comes again and again.
  if (scheduler) return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** A pace for long work: ask it often, and rest when it says so. */
export function createPace(sliceMs = 12): { isDue(): boolean; rest(): Promise<void> } {
  let since = performance.now();
  return {
    isDue: () => performance.now() - since >= sliceMs,
    async rest() {
      await breathe();
      since = performance.now();
    },
  };
}
