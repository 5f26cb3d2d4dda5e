import type { CustomerId } from '../domain/ids.ts';

export const DASHBOARD_PAGES = [
  'customers',
  'duplicates',
  'files',
  'activity',
  'trash',
  'backup',
  'sites',
  'settings',
  'about',
] as const;
export type DashboardPage = (typeof DASHBOARD_PAGES)[number];

/** Where on the dashboard one is. */
export type Route =
  | { readonly page: Exclude<DashboardPage, 'customers'> }
  | { readonly page: 'customers'; readonly customerId?: CustomerId };

/** The place an address names: `#/customers/<id>`. What names no place is the list of customers. */
export function routeOf(hash: string): Route {
  const [name, id] = hash.replace(/^#?\/?/, '').split('/');
  const page = DASHBOARD_PAGES.find((entry) => entry === name) ?? 'customers';
  if (page !== 'customers') return { page };
  return id && isId(id) ? { page, customerId: id as CustomerId } : { page };
}

/** The address of a place, for links. */
export function hashOf(route: Route): string {
  return route.page === 'customers' && route.customerId ? `#/customers/${route.customerId}` : `#/${route.page}`;
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
