import type { ReadonlySignal } from '@preact/signals';
import type { CustomField } from '../domain/custom-field.ts';
import type { Failure, ImportCounts, ImportReport } from '../messaging/contract.ts';
import type {
  FoundContacts,
  FoundTable,
  OpenRequest,
  Preview,
  ReadTotals,
  RejectedWords,
} from '../messaging/file-work.ts';
import type { ImportChoices, Obstacle } from './import-choices.ts';
import type { ImportFailure } from './import-run.ts';
import type { Progress } from './progress.ts';

/** The file in hand. */
export interface FileInHand {
  readonly name: string;
  readonly found: FoundTable | FoundContacts;
  /** The shop's custom fields, which columns may become. */
  readonly fields: readonly CustomField[];
}

export type ImportStep =
  | { readonly step: 'start' }
  | { readonly step: 'opening'; readonly name: string }
  | { readonly step: 'choose' }
  | { readonly step: 'checking' }
  | { readonly step: 'checked'; readonly counts: ImportCounts; readonly totals: ReadTotals }
  | { readonly step: 'running' }
  | {
      readonly step: 'done';
      readonly report: ImportReport;
      readonly totals: ReadTotals;
      /** Taken back since; how many values had changed in between and stayed. */
      readonly undone?: { readonly kept: number } | undefined;
    };

export type OpenFailure = ImportFailure | { readonly type: 'is-backup' };

/** An import from the choice of a file to the report. It goes on when its page is left for another. */
export interface ImportStore {
  readonly step: ReadonlySignal<ImportStep>;
  readonly file: ReadonlySignal<FileInHand | undefined>;
  /** Of the file that was chosen last, whether it could be opened or not. */
  readonly name: ReadonlySignal<string | undefined>;
  readonly choices: ReadonlySignal<ImportChoices | undefined>;
  /** The first rows as they will become; the last known while newer ones are worked out. */
  readonly preview: ReadonlySignal<Preview | undefined>;
  /** What went wrong in the step that is shown. */
  readonly failure: ReadonlySignal<OpenFailure | undefined>;
  readonly obstacle: ReadonlySignal<Obstacle | undefined>;
  readonly progress: ReadonlySignal<Progress | undefined>;
  /** Something would be lost if the page were closed now. */
  readonly isBusy: ReadonlySignal<boolean>;
  /** A file is being undone. */
  readonly isUndoing: ReadonlySignal<boolean>;
  open(file: File): Promise<void>;
  /** Reads the same file in another encoding, or another sheet of it. */
  reopen(how: Pick<OpenRequest, 'encoding' | 'sheet'>): Promise<void>;
  choose(part: Partial<ImportChoices>): void;
  usePreset(isUsed: boolean): void;
  /** The mapping as guessed or as the program's, not as the last time. */
  forgetRemembered(): Promise<void>;
  check(): Promise<void>;
  run(): Promise<void>;
  /** Breaks off what is running; nothing of it stays. */
  cancel(): void;
  /** Back to the choices. */
  back(): void;
  undo(): Promise<Failure | undefined>;
  rejected(words: RejectedWords): Promise<Blob | undefined>;
  /** Begins anew, without a file. */
  reset(): void;
}
