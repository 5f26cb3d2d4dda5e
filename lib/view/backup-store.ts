import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EpochMs } from '../domain/time.ts';
import type { Background } from '../messaging/background.ts';
import type { FileWorkLine } from '../messaging/file-work.ts';
import type { About } from './about.ts';
import { BackupProblem, type Delivered, deliver, folderBackups, prune } from './backup-delivery.ts';
import {
  type BackupPlace,
  type BackupTrouble,
  backupName,
  isDue,
  type KnownBackup,
  type Ledger,
  type LedgerMemory,
  nextDue,
} from './backup-ledger.ts';
import type { BackupFolder, BackupPlaces } from './backup-places.ts';
import { type BackupFailure, makeBackup } from './backup-run.ts';
import type { Clock } from './clock.ts';
import { createMeter, type Measure } from './meter.ts';

/** How far a backup or a restore is. */
export interface BackupMeasure extends Measure {
  /** What the rate counts; records unless given. */
  readonly rateOf?: 'bytes';
}

export interface BackupWorkState extends BackupMeasure {
  readonly phase: 'writing' | 'handing-over' | 'checking';
}

/** The folder for backups, as far as it can be used. */
export interface FolderState {
  readonly name: string;
  readonly permission: 'granted' | 'prompt' | 'denied';
}

/** This device's backups: where they go, what there is, what is being done. */
export interface BackupStore {
  readonly about: ReadonlySignal<About | undefined>;
  readonly ledger: ReadonlySignal<Ledger | undefined>;
  readonly folder: ReadonlySignal<FolderState | undefined>;
  readonly hasFolders: boolean;
  /** Of the backups in the chosen folder those that this device did not make. */
  readonly found: ReadonlySignal<readonly { readonly name: string; readonly at: EpochMs }[]>;
  readonly running: ReadonlySignal<BackupWorkState | undefined>;
  readonly failure: ReadonlySignal<BackupFailure | { readonly type: BackupTrouble } | undefined>;
  /** When the next one is due. */
  readonly nextAt: ReadonlySignal<EpochMs | undefined>;
  load(): Promise<void>;
  /** Chooses where backups go. Straight from a click: the browser asks the person. False when they said no. */
  choosePlace(place: BackupPlace): Promise<boolean>;
  /** Asks for the folder again. Straight from a click. */
  allowFolder(): Promise<boolean>;
  set(part: Partial<Pick<Ledger, 'isDaily' | 'isPacked'>>): Promise<void>;
  /** Sets the passphrase of the backups to come; none takes it away. False when no key could be made. */
  setPassphrase(passphrase: string | undefined): Promise<boolean>;
  readonly isMakingKey: ReadonlySignal<boolean>;
  /** Makes a backup at once. Straight from a click. */
  makeNow(): Promise<KnownBackup | undefined>;
  cancel(): void;
  /** The file of a backup that lies in the folder. */
  read(name: string): Promise<File | undefined>;
  startAnew(): Promise<void>;
}

export interface BackupStoreDeps {
  readonly background: Background;
  readonly clock: Clock;
  readonly startWork: () => FileWorkLine;
  readonly places: BackupPlaces;
  readonly ledger: LedgerMemory;
  readonly version: string;
  readonly stop: AbortSignal;
}

const LOOKED_EVERY_MS = 10 * 60_000;

export function createBackupStore(deps: BackupStoreDeps): BackupStore {
  const { background, clock, places, stop } = deps;
  const about = signal<About | undefined>(undefined);
  const ledger = signal<Ledger | undefined>(undefined);
  const folder = signal<FolderState | undefined>(undefined);
  const found: Signal<readonly { name: string; at: EpochMs }[]> = signal([]);
  const running = signal<BackupWorkState | undefined>(undefined);
  const failure = signal<BackupFailure | { readonly type: BackupTrouble } | undefined>(undefined);
  const isMakingKey = signal(false);
  const nextAt = computed(() =>
    ledger.value && about.value?.hasRecords ? nextDue(ledger.value, clock.now()) : undefined,
  );
  let stopping = new AbortController();
  let handle: BackupFolder | undefined;
  stop.addEventListener('abort', () => stopping.abort(), { once: true });

  const write = async (part: Partial<Ledger>) => {
    ledger.value = await deps.ledger.write(part);
  };

  async function loadFolder(): Promise<void> {
    const { place } = ledger.peek() ?? {};
    handle = place === 'folder' ? await places.keptFolder() : undefined;
    const permission = await handle?.permission();
    const names = handle && permission === 'granted' ? await folderBackups(handle).catch(() => []) : [];
    batch(() => {
      folder.value = handle && permission ? { name: handle.name, permission } : undefined;
      const known = new Set(ledger.peek()?.known.map(({ name }) => name));
      found.value = names.filter(({ name }) => !known.has(name));
    });
  }

  async function load(): Promise<void> {
    const [answer, kept] = await Promise.all([background.call('backup.about', {}), deps.ledger.read()]);
    batch(() => {
      if (answer.ok) about.value = answer.value;
      ledger.value = kept;
    });
    await loadFolder();
  }

  /** Throws a `BackupProblem` where the place, not the file, is at fault. */
  async function placeFor(isByHand: boolean): Promise<Delivered['place']> {
    const { place } = ledger.peek() as Ledger;
    if (place === 'none') return 'saved';
    if (place === 'downloads') {
      if (!(await places.mayDownload())) throw new BackupProblem('downloads-denied');
      return place;
    }
    handle ??= await places.keptFolder();
    if (!handle) throw new BackupProblem('folder-gone');
    const isOpen = (await handle.permission()) === 'granted' || (isByHand && (await handle.ask()));
    if (!isOpen) throw new BackupProblem('folder-denied');
    return place;
  }

  async function make(isByHand: boolean): Promise<KnownBackup | undefined> {
    stopping = new AbortController();
    const { signal: stopped } = stopping;
    failure.value = undefined;
    running.value = { phase: 'writing' };
    const work = deps.startWork();
    stopped.addEventListener('abort', work.close);
    const show = (phase: BackupWorkState['phase']) => {
      const meter = createMeter(clock);
      meter.begin();
      return (done: number, total: number) => {
        const measure = meter.measure(done, total);
        if (measure) running.value = { phase, ...measure, ...(phase === 'writing' ? {} : { rateOf: 'bytes' }) };
      };
    };
    try {
      const place = await placeFor(isByHand);
      const { isPacked, isSealed } = ledger.peek() as Ledger;
      const secret = isSealed ? await places.secret() : undefined;
      // Asked to be sealed it is never written open.
      if (isSealed && !secret) throw new BackupProblem('passphrase-gone');
      const how = { app: deps.version, isPacked, secret };
      const made = await makeBackup(how, { work, background, signal: stopped, onProgress: show('writing') });
      if (!made.ok) throw new BackupProblem(made.error);
      const { head } = made.value;
      const name = backupName(head.createdAt, { isPacked, isSealed });
      const delivered = await deliver(
        { ...made.value, name, place, folder: handle, key: secret?.key },
        { work, places, signal: stopped, onPhase: show },
      );
      const known: KnownBackup = {
        ...{ name, at: head.createdAt, bytes: made.value.file.size, customers: head.holds.customers, isSealed },
        ...delivered,
      };
      const before = (await deps.ledger.read()).known;
      const kept = await prune([known, ...before], place, { places, folder: handle });
      await write({ known: kept, trouble: undefined });
      await background.call('backup.made', { at: head.createdAt });
      return known;
    } catch (error) {
      const problem = BackupProblem.of(error);
      if (!problem) throw error;
      if (problem.type === 'cancelled') return undefined;
      failure.value = problem.failure;
      await write({ trouble: { type: problem.trouble, at: clock.now() } });
      return undefined;
    } finally {
      work.close();
      running.value = undefined;
      await load().catch(() => {});
    }
  }

  const makeAlone = (isByHand: boolean) =>
    running.peek() ? Promise.resolve(undefined) : places.alone(() => make(isByHand));

  /** Makes one when it is due; looks again after a while. */
  async function look(): Promise<void> {
    if (stop.aborted) return;
    await load();
    const kept = ledger.peek();
    if (kept && about.peek()?.hasRecords && !about.peek()?.gone && isDue(kept, clock.now())) await makeAlone(false);
    if (!stop.aborted) stop.addEventListener('abort', clock.after(LOOKED_EVERY_MS, again), { once: true });
  }
  const again = () => void look().catch(() => {});
  again();
  background.subscribe((push) => {
    if (push.event === 'changed' && push.customerIds === 'many') void load().catch(() => {});
  }, stop);

  return {
    ...{ about, ledger, folder, found, running, failure, nextAt, isMakingKey },
    hasFolders: places.hasFolders,
    load,
    async choosePlace(place) {
      if (place === 'folder') {
        const chosen = await places.chooseFolder();
        if (!chosen) return false;
        handle = chosen;
      }
      if (place === 'downloads' && !(await places.mayDownload()) && !(await places.askToDownload())) return false;
      failure.value = undefined;
      await write({ place, trouble: undefined });
      await loadFolder();
      if (place !== 'none') void places.persist().then(load);
      return true;
    },
    async allowFolder() {
      const isAllowed = (await handle?.ask()) === true;
      if (isAllowed) {
        failure.value = undefined;
        await write({ trouble: undefined });
      }
      await loadFolder();
      return isAllowed;
    },
    set: (part) => write(part),
    async setPassphrase(passphrase) {
      if (passphrase === undefined) {
        await write({ isSealed: false });
        await places.keepSecret(undefined);
        return true;
      }
      isMakingKey.value = true;
      const work = deps.startWork();
      try {
        await places.keepSecret(await work.makeSecret(passphrase));
        await write({ isSealed: true, trouble: undefined });
        failure.value = undefined;
        return true;
      } catch {
        return false;
      } finally {
        work.close();
        isMakingKey.value = false;
      }
    },
    async makeNow() {
      // Whoever makes backups wants to keep what is in them.
      void places.persist();
      return makeAlone(true);
    },
    cancel: () => stopping.abort(),
    read: async (name) => handle?.read(name),
    async startAnew() {
      await background.call('backup.startAnew', {});
      await load();
    },
  };
}
