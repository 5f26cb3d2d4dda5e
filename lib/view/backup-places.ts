import type { Secret } from '../messaging/backup-work.ts';

/** A folder the person chose for backups. */
export interface BackupFolder {
  readonly name: string;
  permission(): Promise<'granted' | 'prompt' | 'denied'>;
  /** Asks the person; must be called straight from a click. */
  ask(): Promise<boolean>;
  names(): Promise<string[]>;
  read(name: string): Promise<File | undefined>;
  write(name: string, file: Blob): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Where backups can go in this browser, and what it keeps for making them. */
export interface BackupPlaces {
  /** Whether this browser lets pages write into a folder. */
  readonly hasFolders: boolean;
  chooseFolder(): Promise<BackupFolder | undefined>;
  keptFolder(): Promise<BackupFolder | undefined>;
  mayDownload(): Promise<boolean>;
  askToDownload(): Promise<boolean>;
  /** The download's id; absent when it was broken off. */
  download(file: Blob, name: string): Promise<number | undefined>;
  downloadedBytes(id: number): Promise<number | undefined>;
  removeDownload(id: number): Promise<void>;
  /** Hands a file to the browser's downloads by hand. */
  saveFile(file: Blob, name: string): void;
  /** The passphrase's key: it opens nothing outside this browser and cannot be read out. */
  secret(): Promise<Secret | undefined>;
  keepSecret(secret: Secret | undefined): Promise<void>;
  /** Runs it unless another page of ours is at it just now; then absent. */
  alone<T>(run: () => Promise<T>): Promise<T | undefined>;
  /** Asks the browser to keep the data. */
  persist(): Promise<boolean>;
}
