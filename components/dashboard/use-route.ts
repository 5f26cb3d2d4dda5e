import { useEffect, useState } from 'preact/hooks';
import { type Route, routeOf } from '../../lib/view/dashboard-route.ts';

/** The place that the address names now. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener('hashchange', () => setRoute(routeOf(location.hash)), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return route;
}
