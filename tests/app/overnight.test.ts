import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCORES } from '../../lib/app/scoring/score-head.ts';
import { storedScores } from '../../lib/app/scoring/stored-scores.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Today } from '../../lib/messaging/score-work.ts';
import { newAction } from '../storage/open-test-store.ts';
import { killedAt } from './killed-worker.ts';
import { type LastingApp, type Local, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon in Shanghai. */
const NOON = Date.UTC(2026, 8, 10, 4);

let local: Local;
let time: { now: number };
let news: number[];
let app: LastingApp;

/** Regulars of some weeks; on the day on which one is late an alarm is due. */
const regulars = (count: number, ago: number): NewCustomer[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Regular ${index}`,
    orders: [0, 1, 2, 3, 4].map((nth) => ({
      ...{ number: `R-${index}-${nth}`, placedAt: NOON - (ago + index * 3 + nth * (20 + index * 4)) * DAY },
      ...{ status: 'paid' as const, currency: 'CNY', totalMinor: 10_000 },
    })),
  }));

const start = () => startApp(local, time, undefined, (alarms) => void news.push(alarms));

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  [local, time, news] = [inMemory(), { now: NOON }, []];
  app = start();
  await app.call('settings.set', { actionId: newAction(), settings: { timeZone: 'Asia/Shanghai' } });
});
afterEach(() => {
  time.now = NOON;
});

const scoredDay = async (): Promise<number | undefined> =>
  (await storedScores(await app.store.derived(SCORES)))?.head.model.asOfDay;
const dayOf = (at: number) => Math.floor((at + 8 * HOUR) / DAY);

async function filed(...customers: NewCustomer[]): Promise<CustomerId[]> {
  const { customerIds } = await app.call('customers.create', { actionId: newAction(), customers });
  await app.call('score.get', { customerId: customerIds[0] as CustomerId });
  return customerIds;
}

describe('a day that begins while nobody asks', () => {
  it('is the day of everybody’s score, stage and alarm as soon as the browser says so', async () => {
    await filed(...regulars(8, 5));
    expect(await scoredDay()).toBe(dayOf(NOON));
    let sounded = 0;
    for (let days = 1; days < 70 && sounded === 0; days += 4) {
      time.now = NOON + days * DAY;
      await app.overnight.look();
      expect(await scoredDay()).toBe(dayOf(time.now));
      // Counted before anybody opens anything; then opened.
      sounded = news.at(-1) ?? 0;
      const today: Today = JSON.parse(await app.call('score.today', {}));
      expect(today.totals.alarms).toBe(sounded);
    }
    expect(sounded).toBeGreaterThan(0);
    await app.call('score.seen', { asOf: time.now });
    expect(news.at(-1)).toBe(0);
  });

  it('begins at midnight of the shop, whatever the zone of the machine and however its clocks are turned', async () => {
    await filed(...regulars(3, 5));
    expect(await app.overnight.nextDay()).toBe(Date.UTC(2026, 8, 10, 16));
    // Already the next day in Shanghai, not yet in UTC.
    time.now = Date.UTC(2026, 8, 10, 16, 1);
    await app.overnight.look();
    expect(await scoredDay()).toBe(dayOf(NOON) + 1);
    await app.call('settings.set', { actionId: newAction(), settings: { timeZone: 'America/New_York' } });
    // 8 March 2026 has 23 hours in New York, 1 November 25.
    time.now = Date.UTC(2026, 2, 8, 12);
    expect(await app.overnight.nextDay()).toBe(Date.UTC(2026, 2, 9, 4));
    time.now = Date.UTC(2026, 10, 1, 12);
    expect(await app.overnight.nextDay()).toBe(Date.UTC(2026, 10, 2, 5));
  });

  it('may be an earlier one, when the clock is set back', async () => {
    await filed(...regulars(8, 5));
    time.now = NOON + 200 * DAY;
    await app.overnight.look();
    expect(await scoredDay()).toBe(dayOf(time.now));
    await app.call('score.seen', { asOf: time.now });
    time.now = NOON + DAY;
    await app.overnight.look();
    expect(await scoredDay()).toBe(dayOf(time.now));
    // What is seen on a day that is still to come hides nothing of the days until then.
    for (let days = 2; days < 70 && !news.at(-1); days += 4) {
      time.now = NOON + days * DAY;
      await app.overnight.look();
    }
    expect(news.at(-1)).toBeGreaterThan(0);
    await app.call('score.seen', { asOf: time.now });
    expect(news.at(-1)).toBe(0);
  });

  it('does nothing twice on the same day, and nothing where nobody was scored yet', async () => {
    await app.overnight.look();
    expect(await scoredDay()).toBeUndefined();
    await filed(...regulars(3, 5));
    const before = await app.store.derived(SCORES);
    await app.overnight.look();
    expect((await app.store.derived(SCORES))?.covers).toEqual(before?.covers);
  });

  it('is taken up by the next worker, wherever this one is killed', async () => {
    await filed(...regulars(5, 20));
    let day = dayOf(NOON);
    for (let [step, isDone] = [0, false]; !isDone; step += 3) {
      time.now += DAY;
      day += 1;
      app = start();
      isDone = await killedAt(step, () => app.overnight.look(), local);
      app = start();
      await app.overnight.look();
      expect(await scoredDay(), `step ${step}`).toBe(day);
    }
  });
});
