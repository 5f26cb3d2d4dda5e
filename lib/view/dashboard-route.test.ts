import { expect, it } from 'vitest';
import type { CustomerId } from '../domain/ids.ts';
import { DASHBOARD_PAGES, hashOf, type Route, routeOf } from './dashboard-route.ts';

const customerId = '01a200c8-eb9a-7f35-bfb6-7e722dcef6a8' as CustomerId;

it('every place has an address that leads back to it', () => {
  const places: Route[] = [...DASHBOARD_PAGES.map((page) => ({ page })), { page: 'customers', customerId }];
  for (const place of places) expect(routeOf(hashOf(place))).toEqual(place);
});

it('the dashboard opens at its first page', () => {
  for (const hash of ['', '#', '#/']) expect(routeOf(hash), hash).toEqual({ page: 'today' });
});

it('an address that names no place leads to the list of customers', () => {
  for (const hash of ['#/?x', '#/nowhere', '#/customers/', '#/customers/not-an-id', '#/customers/<b>', '#/../x'])
    expect(routeOf(hash), hash).toEqual({ page: 'customers' });
});
