import { browser } from './browser.ts';

const DAY = 'day';
const HOUR = 'hour';
const MINUTES_APART = 60;
/** Past midnight, when the clock surely says so. */
const LATER_MS = 30_000;

/**
 * Runs whenever a day may have begun, even when the background was stopped: the browser starts it. Once an hour besides,
 * for the clock may be set back, or the zone of the shop be another.
 */
export function onDayAlarm(run: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === DAY || name === HOUR) run();
  });
}

/** @param at the beginning of the next day */
export async function setDayAlarm(at: number): Promise<void> {
  await browser.alarms.create(DAY, { when: at + LATER_MS });
  if (!(await browser.alarms.get(HOUR))) await browser.alarms.create(HOUR, { periodInMinutes: MINUTES_APART });
}

/** Whether it is set. It is not in an extension that was disabled and is enabled again, of which no event tells. */
export const isDayAlarmSet = async (): Promise<boolean> => (await browser.alarms.get(HOUR)) !== undefined;

/** Texts of the manifest's own catalogue, in the browser's language. */
const messages = browser.i18n as unknown as { getMessage(name: string, value: string): string };

/** Shows on the toolbar button how many alarms are new. */
export async function showNews(alarms: number): Promise<void> {
  await browser.action.setBadgeText({ text: alarms === 0 ? '' : String(Math.min(alarms, 99)) });
  const name = browser.runtime.getManifest().name;
  const words = alarms === 0 ? '' : messages.getMessage('newAlarms', String(alarms));
  await browser.action.setTitle({ title: words === '' ? name : `${name} · ${words}` });
}
