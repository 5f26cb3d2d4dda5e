import { minorDigits } from '../domain/money.ts';
import { DAY_MS, type EpochMs } from '../domain/time.ts';
import type { ZoneClock } from './time-zone.ts';

/**
 * What goes into one cell of an export: text, a number, an exact amount, an instant, a calendar day (`YYYY-MM-DD`), or
 * nothing. Only text can be taken for a formula, and only text is guarded against it.
 */
export type Cell =
  | string
  | number
  | undefined
  | { readonly amountMinor: number; readonly currency: string }
  | { readonly at: EpochMs }
  | { readonly day: string };

/** An amount without its currency, as every program reads it: `-1234.50`. */
export function amountText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amountMinor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** An instant as the clock of a place shows it, with the offset, so that it reads back to the same instant. */
export function instantText(at: EpochMs, zone: ZoneClock): string {
  const wall = zone.toWall(at);
  const offset = Math.round((wall - at) / 60_000);
  const [day, time] = new Date(wall).toISOString().slice(0, 23).split('T');
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${day} ${time?.replace(/\.000$/, '')} ${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

// 1899-12-30, from which spreadsheets count; right from March 1900 on.
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);

/** The day number of a wall clock reading given as if in UTC. */
export const excelSerial = (wallMs: number): number => (wallMs - EXCEL_DAY_ZERO) / DAY_MS;
