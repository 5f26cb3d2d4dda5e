import * as z from 'zod/mini';
import { Filter } from '../domain/filter.ts';
import type { CustomerId } from '../domain/ids.ts';

/** The pages of the dashboard, those together that one goes back and forth between: the work, the file, the setting-up. */
export const DASHBOARD_GROUPS = [
  ['today', 'customers', 'segments', 'scores', 'score-rules'],
  ['files', 'duplicates', 'quality', 'activity', 'trash', 'backup'],
  ['sites', 'settings', 'about'],
] as const;
export const DASHBOARD_PAGES = DASHBOARD_GROUPS.flat();
export type DashboardPage = (typeof DASHBOARD_PAGES)[number];

/** Where on the dashboard one is. */
export type Route =
  | {
      readonly page: Exclude<DashboardPage, 'customers'>;
      /** A part of the page, as one of its tabs. */
      readonly part?: string;
    }
  | {
      readonly page: 'customers';
      readonly customerId?: CustomerId;
      /** What the list is to show. */
      readonly filter?: Filter;
    };

/** The place an address names: `#/customers/<id>`. Without any it is the first page; what names no place is the list of customers. */
export function routeOf(hash: string): Route {
  const [path = '', query] = hash.replace(/^#?\/?/, '').split('?');
  if (path === '' && query === undefined) return { page: 'today' };
  const [name, id] = path.split('/');
  const page = DASHBOARD_PAGES.find((entry) => entry === name) ?? 'customers';
  if (page !== 'customers') return id ? { page, part: id } : { page };
  if (id && isId(id)) return { page, customerId: id as CustomerId };
  const filter = query === undefined ? undefined : filterOf(query);
  return filter ? { page, filter } : { page };
}

/** The address of a place, for links. */
export function hashOf(route: Route): string {
  if (route.page !== 'customers') return route.part ? `#/${route.page}/${route.part}` : `#/${route.page}`;
  if (route.customerId) return `#/customers/${route.customerId}`;
  return route.filter ? `#/customers?filter=${encodeURIComponent(JSON.stringify(route.filter))}` : '#/customers';
}

function filterOf(query: string): Filter | undefined {
  const text = new URLSearchParams(query).get('filter');
  if (text === null) return undefined;
  try {
    const parsed = z.safeParse(Filter, JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
