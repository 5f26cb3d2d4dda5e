import { CUSTOMER_SORTS } from '../../../lib/domain/profile.ts';
import { actionId } from '../../e2e/harness/customers-of-truth.ts';
import { profileWithFile } from '../harness/customer-file.ts';
import { launch } from '../harness/devtools.ts';
import { openOwnPage } from '../harness/extension.ts';
import type { Measure } from '../harness/figure.ts';
import { startMailbox } from '../harness/mail.ts';
import { median, p95, quantile } from '../harness/stats.ts';

const EDITS = 300;

/** What asking and changing cost with ten thousand customers on file, as a page of ours sees it: the way there and back included. */
export const store: Measure = {
  name: 'store',
  async run({ extension, runs }) {
    const mailbox = await startMailbox();
    const { profile, remove } = await profileWithFile(extension, mailbox);
    const browser = await launch({ extensions: [extension], profile });
    const own = await openOwnPage(browser);
    const list = (sort: (typeof CUSTOMER_SORTS)[number]) =>
      own.call('customers.list', { sort, descending: true, filter: '', offset: 0, limit: 50 });
    const first = performance.now();
    const { rows } = await list('name');
    const firstListMs = performance.now() - first;
    const lists: Record<string, number[]> = {};
    for (let run = 0; run < runs; run++) {
      for (const sort of CUSTOMER_SORTS) {
        const start = performance.now();
        await list(sort);
        lists[sort] = [...(lists[sort] ?? []), performance.now() - start];
      }
    }
    const edits: number[] = [];
    for (let edit = 0; edit < EDITS; edit++) {
      const customerId = rows[edit % rows.length]?.id;
      if (!customerId) throw new Error('nobody is on file');
      const start = performance.now();
      await own.call('customers.update', { actionId: actionId(), customerId, field: 'company', value: `Edit ${edit}` });
      edits.push(performance.now() - start);
    }
    await browser.close();
    await remove();
    const slowest = Object.entries(lists).toSorted(([, a], [, b]) => p95(b) - p95(a))[0];
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    return {
      figures: [
        {
          what: 'one edit, durable',
          value: `p50 ${ms(median(edits))}, p99 ${ms(quantile(edits, 0.99))} (n ${edits.length})`,
        },
        {
          what: 'first page of customers, slowest sort',
          value: `p95 ${ms(p95(slowest?.[1] ?? []))} (by ${slowest?.[0]}, n ${runs}); the very first ${ms(firstListMs)}`,
        },
      ],
      raw: { edits, lists, firstListMs },
    };
  },
};
