import { DAY_MS, dayNumber, type EpochMs } from '../domain/time.ts';
import type { ChoiceMemory } from './mapping-memory.ts';

/** Where backups go by themselves; `none`: only when somebody asks. */
export type BackupPlace = 'none' | 'folder' | 'downloads';

/** A backup that was made on this device. */
export interface KnownBackup {
  readonly name: string;
  readonly at: EpochMs;
  readonly bytes: number;
  readonly customers: number;
  /** `saved`: handed to the browser's downloads by hand; what became of it is not known. */
  readonly place: 'folder' | 'downloads' | 'saved';
  readonly isSealed: boolean;
  /** `read-back`: from where it lies. `before`: just before it was handed over. */
  readonly checked: 'read-back' | 'before';
  readonly downloadId?: number | undefined;
}

/** Why the last one could not be made. */
export const BACKUP_TROUBLES = [
  'folder-denied',
  'folder-gone',
  'downloads-denied',
  'download-broken',
  'place-full',
  'place-failed',
  'passphrase-gone',
  'not-readable-back',
  'interrupted',
  'storage',
] as const;
export type BackupTrouble = (typeof BACKUP_TROUBLES)[number];

export interface Ledger {
  readonly place: BackupPlace;
  readonly isDaily: boolean;
  readonly isPacked: boolean;
  readonly isSealed: boolean;
  /** The newest first. */
  readonly known: readonly KnownBackup[];
  readonly trouble?: { readonly type: BackupTrouble; readonly at: EpochMs } | undefined;
}

const EMPTY: Ledger = { place: 'none', isDaily: true, isPacked: true, isSealed: false, known: [] };
const KEY = 'backups';

/** What is known of this device's backups, in what the extension keeps beside the database. */
export interface LedgerMemory {
  read(): Promise<Ledger>;
  write(part: Partial<Ledger>): Promise<Ledger>;
}

export function createLedgerMemory(memory: ChoiceMemory): LedgerMemory {
  const read = async (): Promise<Ledger> => {
    const kept = await memory.get(KEY);
    return typeof kept === 'object' && kept !== null && Array.isArray((kept as Ledger).known)
      ? { ...EMPTY, ...(kept as Ledger) }
      : EMPTY;
  };
  return {
    read,
    async write(part) {
      const next = { ...(await read()), ...part };
      await memory.set(KEY, next);
      return next;
    },
  };
}

const DAYS_KEPT = 7;
const WEEKS_KEPT = 4;

/**
 * Which of the backups to keep: of each of the last seven days that have any the newest, and the newest of each of the
 * four weeks before the last one that has any. So they always reach back three weeks and more.
 * @param known in no order
 */
export function toKeep<T extends { readonly at: EpochMs }>(known: readonly T[]): ReadonlySet<T> {
  const newestFirst = [...known].sort((a, b) => b.at - a.at);
  const newestOf = (groupOf: (at: EpochMs) => number, from: number, to: number) =>
    [...Map.groupBy(newestFirst, ({ at }) => groupOf(at)).values()].slice(from, to).flatMap(([newest]) => newest ?? []);
  // Day 4 since 1970-01-01, a Thursday, is a Monday.
  const weekOf = (at: EpochMs) => Math.floor((dayNumber(at) + 3) / 7);
  return new Set([...newestOf((at) => dayNumber(at), 0, DAYS_KEPT), ...newestOf(weekOf, 1, 1 + WEEKS_KEPT)]);
}

/** When the next one is due; now, when a day has been missed. Absent when none is wanted. */
export function nextDue(ledger: Ledger, now: EpochMs): EpochMs | undefined {
  if (ledger.place === 'none' || !ledger.isDaily) return undefined;
  const last = ledger.known.find(({ place }) => place === ledger.place);
  if (!last || last.at > now) return now;
  if (dayNumber(last.at) < dayNumber(now)) return now;
  const midnight = new Date(now);
  midnight.setHours(24, 0, 0, 0);
  return midnight.getTime();
}

/** After a failure the next try waits, so that it does not go on all day. */
const TRY_AGAIN_MS = DAY_MS / 24;

export const isDue = (ledger: Ledger, now: EpochMs): boolean => {
  const due = nextDue(ledger, now);
  const triedAt = ledger.trouble?.at;
  return due !== undefined && due <= now && (triedAt === undefined || Math.abs(now - triedAt) >= TRY_AGAIN_MS);
};

const pad = (value: number) => String(value).padStart(2, '0');

/** `regulars-2026-11-22-1032.json.gz`: sorted by name they are sorted by time. */
export function backupName(at: EpochMs, { isPacked, isSealed }: Pick<Ledger, 'isPacked' | 'isSealed'>): string {
  const day = new Date(at);
  const date = `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
  const end = isSealed ? 'regulars' : isPacked ? 'json.gz' : 'json';
  return `regulars-${date}-${pad(day.getHours())}${pad(day.getMinutes())}${pad(day.getSeconds())}.${end}`;
}

const NAME = /^regulars-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)(?: \(\d+\))?\.(?:json|json\.gz|regulars)$/;

/** When a file of ours was made, by its name; absent for a file that is none of ours. */
export function madeAt(name: string): EpochMs | undefined {
  const [, ...parts] = NAME.exec(name) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}
