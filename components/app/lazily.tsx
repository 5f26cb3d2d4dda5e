import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Component<P> = (props: P) => ComponentChild;

/** A component that is brought when it is first drawn; until then its place is empty and says that it is busy. */
export function lazily<P extends object>(load: () => Promise<Component<P>>): Component<P> {
  let brought: Component<P> | undefined;
  return (props: P) => {
    const [Brought, setBrought] = useState(() => brought);
    const [hasFailed, setHasFailed] = useState(false);
    useEffect(() => {
      if (brought) return;
      load().then(
        (component) => {
          brought = component;
          setBrought(() => component);
        },
        // The extension was updated under this page: the next connection says so.
        () => setHasFailed(true),
      );
    }, []);
    return Brought ? <Brought {...props} /> : <div aria-busy={!hasFailed} />;
  };
}
