import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HLC_ZERO, type Hlc, observe, readStamp, tick, writeStamp } from './hlc.ts';

const DEVICE = '00000000000000aa';
const anyTime = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('the hybrid logical clock', () => {
  it('gives ever greater stamps whatever the wall clock does between 1970 and 2100', () => {
    fc.assert(
      fc.property(fc.array(anyTime, { minLength: 2 }), (times) => {
        let clock: Hlc = HLC_ZERO;
        let before = '';
        for (const now of times) {
          clock = tick(clock, now);
          const stamp = writeStamp(clock, DEVICE, now);
          expect(stamp > before).toBe(true);
          before = stamp;
        }
      }),
    );
  });

  it('moves on to the next millisecond when its counter is full instead of failing', () => {
    expect(tick({ ms: 5, counter: 0xffff_ffff }, 5)).toEqual({ ms: 6, counter: 0 });
  });

  it('follows a stamp from a clock far ahead, so that an edit made after seeing it wins', () => {
    const foreign = writeStamp({ ms: 4_000_000_000_000, counter: 7 }, 'ffffffffffffffff', 'theirs');
    const mine = writeStamp(tick(observe(HLC_ZERO, foreign), 1000), DEVICE, 'mine');
    expect(mine > foreign).toBe(true);
    expect(readStamp(foreign)).toEqual({ ms: 4_000_000_000_000, counter: 7 });
  });

  it('tells two values of one reading apart, in the same way on every device', () => {
    const clock = { ms: 1, counter: 0 };
    expect(writeStamp(clock, DEVICE, { b: 1, a: 2 })).toBe(writeStamp(clock, DEVICE, { a: 2, b: 1 }));
    expect(writeStamp(clock, DEVICE, 'x')).not.toBe(writeStamp(clock, DEVICE, 'y'));
  });
});
