import type { EpochMs } from '../../lib/domain/time.ts';

/** A day as it stands in a file's name: `2026-11-22`, of this computer's calendar. */
export function dayOf(at: EpochMs): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What no file system takes in a name, and what hides the way text runs, left out. */
export const safeName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80) || 'customer';
