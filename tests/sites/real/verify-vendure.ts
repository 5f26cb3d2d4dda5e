// usage: node tests/sites/real/verify-vendure.ts origin=http://127.0.0.1:PORT truth=FILE
// Reads every order page, customer page and list of a running Vendure bed and compares with the bed's truth: some
// pages after a load, some after in-app navigation. Ends with 1 when a fact is wrong or absent.
import { readFileSync } from 'node:fs';
import { login, openCustomer, openCustomerList, openOrder, openOrderList } from '../../e2e/drive/vendure.ts';
import { Score, startReading } from './harness.ts';

interface TruthCustomer {
  id: string;
  key: string;
  full: string;
  family: string;
  given: string;
  email: string;
  phone: string;
}
interface TruthOrder {
  id: string;
  code: string;
  customer: string;
  customerId: string;
  state: string;
  placedAt: string | null;
  currency: string;
  total: number;
  refunded: number;
  lines: { sku: string; qty: number; unit: number }[];
}

const STATUS: Record<string, string> = {
  ArrangingPayment: 'open',
  PaymentAuthorized: 'open',
  PaymentSettled: 'paid',
  PartiallyShipped: 'shipped',
  Shipped: 'shipped',
  Delivered: 'delivered',
  Cancelled: 'cancelled',
};
const HOW = ['load', 'in-app', 'direct'] as const;
const MINUTE = 60_000;

const options = Object.fromEntries(process.argv.slice(2).map((option) => option.split(/=(.*)/s).slice(0, 2)));
const truth: { customers: TruthCustomer[]; orders: TruthOrder[] } = JSON.parse(readFileSync(options.truth, 'utf8'));
const bed = { origin: options.origin, user: options.user ?? 'owner', password: options.password ?? 'owner-pass-1' };
const characters = (name: string | undefined) => [...(name ?? '').replace(/\s/g, '')].sort().join('');
const byKey = new Map(truth.customers.map((customer) => [customer.key, customer]));

const { browser, read } = await startReading();
const context = await browser.newContext({
  viewport: { width: 1400, height: 900 },
  timezoneId: 'Asia/Shanghai',
  locale: 'en-US',
});
const page = await context.newPage();
await login(page, bed);
const score = new Score();

for (const [index, order] of truth.orders.entries()) {
  const how = HOW[index % HOW.length] ?? 'load';
  await openOrder(page, bed, order.id, how);
  const sighting = await read(page);
  const at = `order ${order.id} (${order.state}, ${how})`;
  const seen = sighting?.order;
  const buyer = sighting?.people[0];
  const customer = byKey.get(order.customer);
  score.fact(`${at} view`, sighting?.view, 'order');
  score.fact(`${at} people`, sighting?.people.length, 1);
  score.fact(`${at} account`, buyer?.account?.value, order.customerId);
  score.fact(`${at} name`, characters(buyer?.name?.value), characters(`${customer?.given}${customer?.family}`));
  score.fact(`${at} phone`, buyer?.phone?.value, customer?.phone || undefined);
  score.fact(`${at} number`, seen?.number.value, order.code);
  score.fact(`${at} id`, seen?.platformId?.value, order.id);
  score.fact(`${at} status`, seen?.status?.value, STATUS[order.state]);
  score.fact(`${at} currency`, seen?.currency?.value, order.currency);
  score.fact(`${at} total`, seen?.totalMinor?.value, order.total);
  score.fact(`${at} refunded`, seen?.refundedMinor?.value, order.refunded || undefined);
  const placed = order.placedAt && Math.floor(Date.parse(order.placedAt) / MINUTE) * MINUTE;
  // From order to order the console itself keeps the old history: absent is right then, another order's date is not.
  if (how !== 'direct' || seen?.placedAt) score.fact(`${at} placed`, seen?.placedAt?.value, placed || undefined);
  const lines = (
    list: readonly { sku?: string | undefined; quantity: number; unitMinor?: number | undefined }[] | undefined,
  ) =>
    list
      ?.map((line) => `${line.sku}×${line.quantity}@${line.unitMinor}`)
      .sort()
      .join();
  score.fact(
    `${at} lines`,
    lines(seen?.lines),
    lines(order.lines.map((line) => ({ sku: line.sku, quantity: line.qty, unitMinor: line.unit }))),
  );
}
for (const [index, customer] of truth.customers.entries()) {
  await openCustomer(page, bed, customer.id, index % 2 ? 'direct' : 'load');
  const sighting = await read(page);
  const person = sighting?.people[0];
  const at = `customer ${customer.key}`;
  score.fact(`${at} view`, sighting?.view, 'customer');
  score.fact(`${at} account`, person?.account?.value, customer.id);
  score.fact(`${at} email`, person?.email?.value, customer.email);
  score.fact(`${at} phone`, person?.phone?.value, customer.phone || undefined);
  score.fact(`${at} name`, characters(person?.name?.value), characters(`${customer.given}${customer.family}`));
}
await openOrderList(page, bed, '?perPage=100');
const orders = await read(page);
score.fact('order list view', orders?.view, 'order-list');
for (const row of orders?.rows ?? []) {
  const order = truth.orders.find((one) => one.code === row.orderNumber?.value);
  score.fact(`row ${row.row}`, row.people[0]?.account?.value, order?.customerId);
}
await openCustomerList(page, bed, '?perPage=100');
const customers = await read(page);
score.fact('customer list rows', customers?.rows.length, truth.customers.length);
for (const row of customers?.rows ?? []) {
  const customer = truth.customers.find((one) => one.id === row.people[0]?.account?.value);
  score.fact(`row ${row.row}`, row.people[0]?.email?.value, customer?.email);
}
await browser.close();
score.print(`Vendure ${bed.origin}`);
process.exit(score.wrong + score.absent > 0 ? 1 : 0);
