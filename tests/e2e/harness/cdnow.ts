import { DAY_MS } from '../../../lib/domain/time.ts';

/** One customer of the CDNOW sample. */
export interface CdnowCustomer {
  readonly id: string;
  /** Epoch milliseconds of each purchase, at midnight UTC. */
  readonly days: readonly number[];
  /** What each of them came to. */
  readonly cents: readonly number[];
}

const FIRST_DAY = Date.UTC(1997, 0, 1);

/** Reads the fixture; see its README for where it comes from. */
export function cdnow(text: string): CdnowCustomer[] {
  const [header = '', ...lines] = text.trim().split('\n');
  const at = header.split(',').indexOf('orders');
  return lines.map((line) => {
    const cells = line.split(',');
    const orders = (cells[at] ?? '').split(' ').map((order) => order.split(':').map(Number));
    return {
      id: cells[0] ?? '',
      days: orders.map(([day = 0]) => FIRST_DAY + day * DAY_MS),
      cents: orders.map(([, amount = 0]) => amount),
    };
  });
}

/** The sample as a shop's till would export it: a row for each purchase, no order numbers. */
export function transactionsCsv(customers: readonly CdnowCustomer[]): string {
  const rows = customers.flatMap(({ id, days, cents }) =>
    days.map((day, at) => `${id},${new Date(day).toISOString().slice(0, 10)},${((cents[at] ?? 0) / 100).toFixed(2)}`),
  );
  return ['customer,date,amount', ...rows].join('\n');
}
