import { minorDigits } from '../../domain/money.ts';
import type { Settings } from '../../domain/settings.ts';
import { DAY_MS, dayNumber, type EpochMs } from '../../domain/time.ts';
import type { ScoringOptions } from '../../scoring/columns.ts';
import type { MoneyAndTime } from './file-columns.ts';

/** The part of the settings that scores are worked out under, with the zone filled in. */
export interface ScoreSettings extends MoneyAndTime {
  readonly timeZone: string;
  readonly margin?: number | undefined;
  readonly historyStartDay?: number | undefined;
  readonly horizonDays?: number | undefined;
  /** Field that says who sent a customer; no score depends on it. */
  readonly referralField?: string | undefined;
}

export function scoreSettingsOf(settings: Settings): ScoreSettings {
  const { timeZone, baseCurrency, rates, marginPercent, historyBegins, horizonDays, referralField } = settings;
  return {
    timeZone: timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    baseCurrency: baseCurrency ?? undefined,
    rates: rates ?? {},
    margin: typeof marginPercent === 'number' ? marginPercent / 100 : undefined,
    historyStartDay: typeof historyBegins === 'string' ? dayOfDate(historyBegins) : undefined,
    horizonDays: horizonDays ?? undefined,
    referralField: referralField ?? undefined,
  };
}

/** Equal for settings that score alike. */
export const settingsKey = (settings: ScoreSettings): string => {
  const { timeZone, baseCurrency, rates, margin, historyStartDay, horizonDays } = settings;
  const sorted = Object.entries(rates).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([timeZone, baseCurrency, sorted, margin, historyStartDay, horizonDays]);
};

/** What the models are fitted under as of a day. */
export function scoringOptions(
  { margin, historyStartDay, horizonDays }: ScoreSettings,
  asOfDay: number,
  currency: string | undefined,
): ScoringOptions {
  return {
    asOfDay,
    minorDigits: currency === undefined ? 2 : minorDigits(currency),
    ...(margin === undefined ? {} : { margin }),
    ...(historyStartDay === undefined ? {} : { historyStartDay }),
    ...(horizonDays === undefined ? {} : { horizonDays }),
  };
}

/** The day of an instant as the shop counts days. */
export const dayIn = ({ timeZone }: ScoreSettings, at: EpochMs): number => dayNumber(at, timeZone);

/** A calendar date as a day number; absent for a date there is not. */
function dayOfDate(date: string): number | undefined {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(at) ? at / DAY_MS : undefined;
}
