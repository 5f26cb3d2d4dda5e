import type { EpochMs } from '../../domain/time.ts';
import type { AppDeps } from '../deps.ts';
import { readSettings } from '../settings.ts';
import { dayIn, scoreSettingsOf } from './score-settings.ts';
import type { Scores } from './scores.ts';

/** A day begins whether or not anybody asks: scores, stages and alarms are those of the shop's day. */
export interface Overnight {
  /** Scores everybody where the shop's day is another than that of the scores, before or after it. */
  look(): Promise<void>;
  /** Tells how many alarms nobody has seen yet. */
  tell(): Promise<void>;
  /** Somebody looks at the alarms as they were told then: those of a day that has begun since are still to be seen. */
  seen(asOf: EpochMs): Promise<void>;
  /** When the shop's next day begins. */
  nextDay(): Promise<EpochMs>;
}

/** Days begin at a multiple of this in every zone, however the clocks are turned. */
const QUARTER_MS = 900_000;

/** @param news how many alarms are new, whenever it may have changed */
export function createOvernight(deps: AppDeps, scores: Scores, news: (alarms: number) => void): Overnight {
  const { store } = deps;
  const settingsNow = async () => scoreSettingsOf(await store.read(readSettings));

  async function tell(): Promise<void> {
    const [alarms, seen] = [await scores.alarms(), await store.read((reader) => reader.mark('alarms-seen'))];
    const day = dayIn(await settingsNow(), deps.now());
    // Seen on a day that is still to come: the clock was set back, and of the days until then nothing was seen.
    const from = seen === undefined || seen > day ? Number.NEGATIVE_INFINITY : seen;
    news(alarms.reduce((sum, [on, count]) => sum + (on > from ? count : 0), 0));
  }

  return {
    tell,
    async look() {
      const [settings, scored] = await Promise.all([settingsNow(), store.read((reader) => reader.mark('scored'))]);
      if (scored === undefined || scored === dayIn(settings, deps.now())) return;
      await scores.bringUp();
      await tell();
    },
    async seen(asOf) {
      await store.setMark('alarms-seen', dayIn(await settingsNow(), Math.min(asOf, deps.now())));
      await tell();
    },
    async nextDay() {
      const settings = await settingsNow();
      const now = deps.now();
      const today = dayIn(settings, now);
      let at = Math.ceil(now / QUARTER_MS) * QUARTER_MS;
      while (dayIn(settings, at) === today) at += QUARTER_MS;
      return at;
    },
  };
}
