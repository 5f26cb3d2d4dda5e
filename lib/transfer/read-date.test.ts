import { describe, expect, it } from 'vitest';
import { createDateReader, readBirthday } from './read-date.ts';
import { zoneClock } from './time-zone.ts';
import { type DateOrder, guessDateOrder } from './written-date.ts';

function reader(timeZone: string, order?: DateOrder) {
  const zone = zoneClock(timeZone);
  if (!zone) throw new Error('no such zone');
  const read = createDateReader(zone, order);
  return (text: string) => {
    const at = read(text);
    return typeof at === 'number' ? new Date(at).toISOString() : at;
  };
}

describe('a date without a zone is of the zone given', () => {
  const read = reader('Asia/Shanghai');
  it.each([
    ['2024-03-05 15:04:05', '2024-03-05T07:04:05.000Z'],
    ['2024/03/05 15:04', '2024-03-05T07:04:00.000Z'],
    ['2024-03-05', '2024-03-04T16:00:00.000Z'],
    ['2024-03-05T15:04:05', '2024-03-05T07:04:05.000Z'],
    ['2024/3/5', '2024-03-04T16:00:00.000Z'],
    ['2024.3.5 8:05', '2024-03-05T00:05:00.000Z'],
    ['2024年3月5日', '2024-03-04T16:00:00.000Z'],
    ['2024年3月5日 下午3:04', '2024-03-05T07:04:00.000Z'],
    ['2024年03月05日 15时04分05秒', '2024-03-05T07:04:05.000Z'],
    ['2024年3月5日 星期二 上午12:30', '2024-03-04T16:30:00.000Z'],
    ['２０２４年３月５日', '2024-03-04T16:00:00.000Z'],
    ['2024/3/5 下午 03:04:05', '2024-03-05T07:04:05.000Z'],
    ['2024/3/5 中午12:10', '2024-03-05T04:10:00.000Z'],
    ['民國113年3月5日', '2024-03-04T16:00:00.000Z'],
    ['20240305', '2024-03-04T16:00:00.000Z'],
    ['20240305150405', '2024-03-05T07:04:05.000Z'],
    ['45356', '2024-03-04T16:00:00.000Z'],
    ['45356.627835648', '2024-03-05T07:04:05.000Z'],
    ['5 Mar 2024 15:04', '2024-03-05T07:04:00.000Z'],
    ['05-Mar-24', '2024-03-04T16:00:00.000Z'],
    ['Mar-05-24', '2024-03-04T16:00:00.000Z'],
    ['March 5, 2024 3:04 PM', '2024-03-05T07:04:00.000Z'],
    ['Tue, 5 Mar 2024 15:04', '2024-03-05T07:04:00.000Z'],
    ['5.3.2024', '2024-03-04T16:00:00.000Z'],
    ['13/03/2024', '2024-03-12T16:00:00.000Z'],
    ['03/13/2024', '2024-03-12T16:00:00.000Z'],
    ['03/03/2024', '2024-03-02T16:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });
});

describe('a date that names its zone, or is an instant, does not depend on the one given', () => {
  it.each([
    ['2024-03-05T08:11:22+00:00', '2024-03-05T08:11:22.000Z'],
    ['2024-03-05T08:11:22Z', '2024-03-05T08:11:22.000Z'],
    ['2024-03-05T08:11:22.345Z', '2024-03-05T08:11:22.345Z'],
    ['2024-03-05 08:11:22 +0800', '2024-03-05T00:11:22.000Z'],
    ['2024-03-05 08:11:22 UTC', '2024-03-05T08:11:22.000Z'],
    ['Mar 5, 2024 8:11:22 AM PST', '2024-03-05T16:11:22.000Z'],
    ['2024/03/05 08:11 GMT+8', '2024-03-05T00:11:00.000Z'],
    ['2024-03-05 08:11:22 -03:30', '2024-03-05T11:41:22.000Z'],
    ['1709626282', '2024-03-05T08:11:22.000Z'],
    ['1709626282345', '2024-03-05T08:11:22.345Z'],
  ])('%s', (text, instant) => {
    expect(reader('Pacific/Auckland')(text)).toBe(instant);
    expect(reader('America/New_York')(text)).toBe(instant);
  });
});

describe('what cannot be read for sure is not guessed', () => {
  it.each([
    ['03/04/2024', 'ambiguous-date'],
    ['1.71E+12', 'damaged-number'],
    ['2024-02-30', 'bad-date'],
    ['2023-02-29 10:00', 'bad-date'],
    ['2024-13-01', 'bad-date'],
    ['2024-03-05 25:00:00', 'bad-date'],
    ['2024-03-05 13:00 上午', 'bad-date'],
    ['2024-03-05 08:00 CST', 'bad-date'],
    ['tomorrow', 'bad-date'],
    ['123', 'bad-date'],
    ['1023-03-05', 'bad-date'],
    ['2024-03-05 10:00 and more', 'bad-date'],
    ['x'.repeat(5000), 'bad-date'],
  ])('%s is %s', (text, fault) => {
    expect(reader('UTC')(text)).toBe(fault);
  });

  it('day and month are told apart once their order is known', () => {
    expect(reader('UTC', 'dmy')('03/04/2024')).toBe('2024-04-03T00:00:00.000Z');
    expect(reader('UTC', 'mdy')('03/04/2024')).toBe('2024-03-04T00:00:00.000Z');
    expect(reader('UTC', 'ymd')('24/03/04')).toBe('2024-03-04T00:00:00.000Z');
    expect(reader('UTC', 'dmy')('03-04-24 10:00')).toBe('2024-04-03T10:00:00.000Z');
  });
});

describe('clock changes', () => {
  it('an hour that is skipped counts from before the change, one that comes twice is its first', () => {
    const read = reader('America/New_York');
    expect(read('2024-03-10 01:59:59')).toBe('2024-03-10T06:59:59.000Z');
    expect(read('2024-03-10 02:30:00')).toBe('2024-03-10T07:30:00.000Z');
    expect(read('2024-03-10 03:00:00')).toBe('2024-03-10T07:00:00.000Z');
    expect(read('2024-11-03 01:30:00')).toBe('2024-11-03T05:30:00.000Z');
    expect(read('2024-11-03 02:00:00')).toBe('2024-11-03T07:00:00.000Z');
    expect(read('2024-11-04 02:00:00')).toBe('2024-11-04T07:00:00.000Z');
  });

  it('every hour of a year reads as the engine itself has it', () => {
    for (const timeZone of ['Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns']) {
      const zone = zoneClock(timeZone);
      for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2024, 0, 1); at += 7_200_000) {
        const wall = zone?.toWall(at) ?? 0;
        const back = zone?.toEpoch(wall) ?? 0;
        // Of two instants with one reading the first is meant.
        expect(zone?.toWall(back), `${timeZone} ${at}`).toBe(wall);
        expect(at - back).toBeGreaterThanOrEqual(0);
        expect(at - back).toBeLessThanOrEqual(3_600_000);
      }
    }
  });

  it('an unknown zone is none', () => {
    expect(zoneClock('Mars/Olympus')).toBeUndefined();
  });
});

describe('the order of a column', () => {
  it('is what its unmistakable dates say', () => {
    expect(guessDateOrder(['03/04/2024', '25/04/2024'])).toBe('dmy');
    expect(guessDateOrder(['03/04/2024', '04/25/2024'])).toBe('mdy');
  });
  it('is open when none says, or when they contradict each other', () => {
    expect(guessDateOrder(['03/04/2024', '05/06/2024'])).toBe('ambiguous');
    expect(guessDateOrder(['25/04/2024', '04/25/2024'])).toBe('ambiguous');
  });
  it('plays no part where the year comes first or both numbers are the same', () => {
    expect(guessDateOrder(['2024-03-04', '2024/3/5', '3/3/2024', '5.3.2024'])).toBeUndefined();
  });
});

describe('birthdays', () => {
  it.each([
    ['1990-03-05', '1990-03-05'],
    ['19900305', '1990-03-05'],
    ['1990年3月5日', '1990-03-05'],
    ['1990-03-05T00:00:00Z', '1990-03-05'],
    ['Mar 5, 1990', '1990-03-05'],
    ['5.3.1950', '1950-03-05'],
  ])('%s', (text, day) => {
    expect(readBirthday(text, undefined)).toBe(day);
  });
  it.each(['05/03/90', '--0305', '03-05', '3000-01-01', 'spring'])('%s is not guessed', (text) => {
    expect(readBirthday(text, 'dmy')).toBeUndefined();
  });
});
