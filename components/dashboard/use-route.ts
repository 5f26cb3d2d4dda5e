import { useEffect, useState } from 'preact/hooks';
import { type Route, routeOf } from '../../lib/view/dashboard-route.ts';

/** The place that the address names now. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const stop = new AbortController();
    const follow = () => setRoute(routeOf(location.hash));
    window.addEventListener('hashchange', follow, { signal: stop.signal });
    // The address may have changed before anyone listened.
    follow();
    return () => stop.abort();
  }, []);
  return route;
}
