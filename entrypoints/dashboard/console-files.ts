import { exportWords, failureText } from '../../components/transfer/transfer-words.ts';
import type { Selection } from '../../lib/domain/filter.ts';
import { MATCH_KINDS } from '../../lib/domain/import-target.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { ImportCounts, ImportOptions } from '../../lib/messaging/contract.ts';
import {
  EXPORT_KINDS,
  type ExportKind,
  type FileWorkLine,
  type FoundFile,
  type FoundPreset,
  type FoundTable,
} from '../../lib/messaging/file-work.ts';
import type { Encoding } from '../../lib/transfer/encoding.ts';
import type { Mapping } from '../../lib/transfer/mapping.ts';
import type { DecimalSign } from '../../lib/transfer/read-amount.ts';
import type { DateOrder } from '../../lib/transfer/written-date.ts';
import { exportAll } from '../../lib/view/export-run.ts';
import { type ImportChoices, jobOf } from '../../lib/view/import-choices.ts';
import { countRejected, handOver, type ImportFailure, previewImport, runImport } from '../../lib/view/import-run.ts';
import type { OpenFailure } from '../../lib/view/import-step.ts';
import { type ConsoleBackupDeps, type ConsoleBackups, createConsoleBackups } from './console-backups.ts';
import { badImport } from './console-import-options.ts';

export interface ConsoleImportOptions {
  /** What the file is called in the history. */
  readonly name?: string;
  /** The program that wrote it, by the id of its preset. */
  readonly preset?: string;
  /** Target → column, or columns. Together with a preset it says where the preset is to be followed and where not. */
  readonly mapping?: Mapping;
  /** ISO 4217, for amounts that name none. */
  readonly currency?: string;
  /** ISO 3166, for phone numbers without a country code; the settings' own when absent. */
  readonly region?: string;
  /** IANA; this computer's when absent. */
  readonly timeZone?: string;
  readonly dateOrder?: DateOrder;
  readonly decimal?: DecimalSign;
  readonly encoding?: Encoding;
  readonly sheet?: string;
  /** What the shop is called, where there are several on one platform. */
  readonly shop?: string;
  readonly matchBy?: ImportOptions['matchBy'];
  readonly onConflict?: ImportOptions['onConflict'];
  /** Only says what would happen. */
  readonly dryRun?: boolean;
}

export type ConsoleImportReport = Omit<ImportCounts, 'examples'> & {
  /** Rows that were not taken in; why is told by `rejections`. */
  readonly rejected: number;
  readonly rejections: Readonly<Record<string, number>>;
  readonly examples: ImportCounts['examples'];
  /** What to hand to `regulars.undo`; absent after a dry run. */
  readonly undoId?: string;
};

export interface ConsoleFiles extends ConsoleBackups {
  import(textOrBlob: string | Blob, options?: ConsoleImportOptions): Promise<ConsoleImportReport>;
  export(kind: ExportKind | 'backup', options?: { readonly segment?: string }): Promise<Blob>;
}

const FIELD = 'field:';

export interface ConsoleFilesDeps extends ConsoleBackupDeps {
  /** IANA zone of this computer. */
  readonly timeZone: string;
}

/** Files in and out for the console: the interface's own way, without its steps. */
export function createConsoleFiles(
  background: Background,
  translate: () => Translate,
  deps: ConsoleFilesDeps,
  /** Who is in a segment. */
  selectionOf: (segment: string) => Promise<Selection>,
): ConsoleFiles {
  const { startFileWork, timeZone } = deps;
  const backups = createConsoleBackups(background, translate, deps);
  const fail = (failure: OpenFailure): Error => {
    const t = translate();
    const { what, todo } = failureText(t, failure);
    return named(failure.type, t('console.failure', { what, todo }));
  };
  const refuse = (text: string) => named('bad-request', text);

  /** Does something with a worker of its own, which ends with it. */
  async function withWork<T>(run: (work: FileWorkLine) => Promise<T>): Promise<T> {
    const work = startFileWork();
    try {
      return await run(work);
    } finally {
      work.close();
    }
  }

  function choicesFor(found: FoundFile, options: ConsoleImportOptions): ImportChoices {
    const { currency = '', dateOrder = '', decimal = '', shop = '', onConflict = 'mine' } = options;
    const preset = found.kind === 'table' ? presetOf(found, options) : undefined;
    const columns = { targets: new Map(), knowledge: new Map(), order: [] };
    return {
      ...{ columns, shop, onConflict, decimal },
      presetId: preset?.id,
      currency: currency || preset?.currency || '',
      region: options.region ?? preset?.region,
      timeZone: options.timeZone ?? preset?.timeZone ?? timeZone,
      dateOrder: dateOrder || preset?.dateOrder || '',
      matchBy: options.matchBy ?? MATCH_KINDS,
      isRemembered: false,
    };
  }

  function presetOf(found: FoundTable, { preset, mapping }: ConsoleImportOptions): FoundPreset | undefined {
    if (preset === undefined) return mapping === undefined ? found.preset : undefined;
    const known = found.presets.find(({ id }) => id === preset);
    if (known) return known;
    throw refuse(
      translate()('import.console.preset', { name: preset, known: found.presets.map(({ id }) => id).join(', ') }),
    );
  }

  /** `field:Shoe size` → `field:<its id>`; what names no field stays, to be refused with the other unknown targets. */
  async function withFieldIds(mapping: Mapping): Promise<Mapping> {
    const named = Object.keys(mapping).filter((target) => target.startsWith(FIELD));
    const listed = named.length > 0 ? await background.call('fields.list', {}) : undefined;
    const fields = listed?.ok ? listed.value : [];
    return Object.fromEntries(
      Object.entries(mapping).map(([target, columns]) => {
        if (!target.startsWith(FIELD)) return [target, columns];
        const name = target.slice(FIELD.length).trim().toLowerCase();
        const field = fields.find((one) => one.id === name || one.name.toLowerCase() === name);
        if (!field) throw refuse(translate()('fields.console', { name: target.slice(FIELD.length, 100) }));
        return [`${FIELD}${field.id}`, columns];
      }),
    );
  }

  return {
    ...backups,
    import: (textOrBlob, options = {}) =>
      withWork(async (work) => {
        const refused = badImport(translate(), textOrBlob, options);
        if (refused !== undefined) throw refuse(refused);
        const isText = typeof textOrBlob === 'string';
        const file = isText ? new Blob([textOrBlob]) : textOrBlob;
        const { sheet } = options;
        const encoding = isText ? 'utf-8' : options.encoding;
        const opened = await work.open({ file, encoding, sheet });
        if (!opened.ok) throw fail(opened.error);
        const found = opened.value;
        if (found.kind === 'backup') throw fail({ type: 'is-backup' });
        const choices = choicesFor(found, options);
        const preset = found.kind === 'table' ? presetOf(found, options) : undefined;
        const mapping = await withFieldIds({ ...preset?.mapping, ...options.mapping });
        if (found.kind === 'table' && Object.keys(mapping).length === 0) {
          throw refuse(translate()('import.console.mapping'));
        }
        const name = options.name ?? (textOrBlob instanceof File ? textOrBlob.name : 'console');
        const base = jobOf(choices, found.kind === 'table' ? { ...found, preset } : found, name);
        const job = { ...base, plan: { ...base.plan, mapping } };
        const deps = { work, background, signal: new AbortController().signal, onRead: () => {} };
        const unwrap = <T>(result: { ok: true; value: T } | { ok: false; error: ImportFailure }): T => {
          if (result.ok) return result.value;
          throw fail(result.error);
        };
        const handed = unwrap(await handOver(job, deps));
        const { totals } = handed;
        const rejections = Object.fromEntries(
          Object.entries(totals.rejected).map(([reason, { count }]) => [reason, count]),
        );
        const said = { rejected: countRejected(totals), rejections };
        if (totals.isTruncated) {
          await background.call('imports.close', { importId: handed.importId });
          throw fail({ type: 'truncated' });
        }
        if (options.dryRun) {
          const preview = unwrap(await previewImport(job, handed, deps));
          await background.call('imports.close', { importId: preview.handed.importId });
          return { ...preview.counts, ...said };
        }
        const report = await runImport(job, handed, background.newActionId(), { ...deps, onRun: () => {} });
        return { ...unwrap(report), ...said };
      }),
    export: (kind, { segment } = {}) =>
      withWork(async (work) => {
        const of = segment === undefined ? undefined : await selectionOf(segment);
        if (kind === 'backup') return backups.backup();
        const known: readonly string[] = [...EXPORT_KINDS, 'backup'];
        if (!known.includes(kind)) {
          throw refuse(translate()('export.console.kind', { name: String(kind), known: known.join(', ') }));
        }
        const written = await exportAll(
          { kind, words: exportWords(translate(), kind), timeZone },
          { work, background, signal: new AbortController().signal, onProgress: () => {}, of },
        );
        if (written.ok) return written.value;
        throw fail(written.error);
      }),
  };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
