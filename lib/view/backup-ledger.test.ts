import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../domain/time.ts';
import {
  backupName,
  createLedgerMemory,
  isDue,
  type KnownBackup,
  type Ledger,
  madeAt,
  nextDue,
  toKeep,
} from './backup-ledger.ts';

const NOON = new Date(2026, 10, 18, 12).getTime();
const made = (at: number): KnownBackup => ({
  ...{ name: String(at), at, bytes: 1, customers: 1, isSealed: false },
  ...{ place: 'folder', checked: 'read-back' },
});
const ledger = (part: Partial<Ledger>): Ledger => ({
  ...{ place: 'folder', isDaily: true, isPacked: true, isSealed: false, known: [] },
  ...part,
});

describe('of daily backups', () => {
  it('the newest of seven days and of four weeks are kept, however many were made', () => {
    const all = Array.from({ length: 120 }, (_, at) => made(NOON - (at * DAY_MS) / 2));
    const kept = [...toKeep(all)].map(({ at }) => Math.round((NOON - at) / DAY_MS));
    // Wednesday noon: this week, and the newest of the Sundays before.
    expect(kept.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 10, 17, 24]);
  });

  it('made day after day there are never more than eleven, and the oldest is three weeks old', () => {
    let known: KnownBackup[] = [];
    for (let day = 0; day < 200; day += 1) {
      known = [...toKeep([made(NOON + day * DAY_MS), ...known])];
      expect(known.length).toBeLessThanOrEqual(11);
      const newest = Math.max(...known.map(({ at }) => at));
      expect(newest).toBe(NOON + day * DAY_MS);
      if (day > 30) expect(newest - Math.min(...known.map(({ at }) => at))).toBeGreaterThan(20 * DAY_MS);
    }
  });

  it('those of days long past are not thrown away for want of newer ones', () => {
    const all = [made(NOON - 400 * DAY_MS), made(NOON - 300 * DAY_MS)];
    expect([...toKeep(all)]).toHaveLength(2);
  });
});

describe('the next backup', () => {
  it('is due at once when a day was missed or none was made, and else after midnight', () => {
    expect(nextDue(ledger({}), NOON)).toBe(NOON);
    expect(nextDue(ledger({ known: [made(NOON - DAY_MS)] }), NOON)).toBe(NOON);
    expect(nextDue(ledger({ known: [made(NOON - 1000)] }), NOON)).toBe(new Date(2026, 10, 19).getTime());
    expect(isDue(ledger({ known: [made(NOON - 1000)] }), NOON)).toBe(false);
  });

  it('is never due without a place or when it is switched off', () => {
    expect(nextDue(ledger({ place: 'none' }), NOON)).toBeUndefined();
    expect(nextDue(ledger({ isDaily: false }), NOON)).toBeUndefined();
  });

  it('after a failure waits an hour, and a clock that was set back does not stop it', () => {
    const trouble = { type: 'folder-gone', at: NOON - 60_000 } as const;
    expect(isDue(ledger({ trouble }), NOON)).toBe(false);
    expect(isDue(ledger({ trouble }), NOON + 3_600_000)).toBe(true);
    expect(isDue(ledger({ known: [made(NOON + 90 * DAY_MS)] }), NOON)).toBe(true);
  });
});

it('a backup’s name says when it was made, and no other file’s does', () => {
  const at = new Date(2026, 1, 3, 4, 5, 6).getTime();
  const names = [
    backupName(at, { isPacked: true, isSealed: false }),
    backupName(at, { isPacked: false, isSealed: false }),
    backupName(at, { isPacked: true, isSealed: true }),
  ];
  expect(names).toEqual([
    'regulars-2026-02-03-040506.json.gz',
    'regulars-2026-02-03-040506.json',
    'regulars-2026-02-03-040506.regulars',
  ]);
  for (const name of names) expect(madeAt(name)).toBe(at);
  expect(madeAt('regulars-2026-02-03-040506 (1).json')).toBe(at);
  for (const name of [
    'holiday.jpg',
    'regulars.json',
    'my-regulars-2026-02-03-040506.json',
    'regulars-2026-02-03-040506.json.exe',
  ])
    expect(madeAt(name)).toBeUndefined();
});

it('what is kept of backups survives nonsense in its place', async () => {
  const memory = new Map<string, unknown>([['backups', 'nonsense']]);
  const kept = createLedgerMemory({
    get: async (key) => memory.get(key),
    set: async (key, value) => void memory.set(key, value),
  });
  expect(await kept.read()).toMatchObject({ place: 'none', known: [] });
  await kept.write({ place: 'downloads' });
  expect(await kept.read()).toMatchObject({ place: 'downloads', isDaily: true });
});
