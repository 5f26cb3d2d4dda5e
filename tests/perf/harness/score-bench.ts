// usage: node score-bench.ts fit|score CUSTOMERS — prints one JSON line. A process of its own, so that nothing is warm.

import { fitShop } from '../../../lib/scoring/fit-shop.ts';
import { newHistory, readHistory } from '../../../lib/scoring/history.ts';
import { fitMbgNbdMap } from '../../../lib/scoring/mbg-nbd.ts';
import { purchaseRows } from '../../../lib/scoring/purchase-rows.ts';
import { scoreAll } from '../../../lib/scoring/score.ts';
import { makeShop } from './score-shop.ts';

const [, , part, count = '0'] = process.argv;
const timed = <T>(work: () => T): readonly [number, T] => {
  const began = performance.now();
  const result = work();
  return [performance.now() - began, result];
};

if (part === 'fit') {
  const { columns, asOfDay, truth } = makeShop(Number(count), 5);
  const n = new Uint32Array(columns.count);
  const [firstDay, lastDay] = [new Int32Array(columns.count), new Int32Array(columns.count)];
  const history = newHistory();
  for (let i = 0; i < columns.count; i += 1) {
    readHistory(columns, i, asOfDay, 0, history);
    n[i] = history.n;
    firstDay[i] = history.firstDay;
    lastDay[i] = history.lastDay;
  }
  const [rowsMs, rows] = timed(() => purchaseRows(n, firstDay, lastDay, asOfDay));
  const [mapMs, map] = timed(() => fitMbgNbdMap(rows));
  const [shopMs, model] = timed(() => fitShop(columns, { asOfDay, minorDigits: 2 }));
  const list = (values: ArrayLike<number>) => Array.from(values);
  const weeks = (places: ArrayLike<number>) => Array.from(places, (place) => rows.spans[place] as number);
  const data = {
    ...{ x: list(rows.x), tx: weeks(rows.txAt), T: weeks(rows.tAt) },
    ...{ weight: list(rows.weight), meanT: rows.meanT },
  };
  const purchases = columns.day.length;
  console.log(JSON.stringify({ purchases, rowsMs, mapMs, shopMs, map, truth, verdict: model.churn.verdict, data }));
} else {
  // About ten purchases a customer.
  const { columns, asOfDay } = makeShop(Number(count), 6, { alpha: 5.2, b: 22 });
  const [fitMs, model] = timed(() => fitShop(columns, { asOfDay, minorDigits: 2 }));
  // What came back from the disk has nothing worked out yet.
  const stored = JSON.stringify(model);
  const scoreMs: number[] = [];
  const scoreCpuMs: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const before = process.cpuUsage();
    scoreMs.push(timed(() => scoreAll(columns, JSON.parse(stored)))[0]);
    const { user, system } = process.cpuUsage(before);
    scoreCpuMs.push((user + system) / 1000);
  }
  console.log(JSON.stringify({ purchases: columns.day.length, fitMs, scoreMs, scoreCpuMs, bytes: stored.length }));
}
