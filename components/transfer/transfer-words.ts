import { SEXES } from '../../lib/domain/customer.ts';
import { ORDER_STATUSES } from '../../lib/domain/order.ts';
import { STAGES } from '../../lib/domain/receipt.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import {
  EXPORT_COLUMNS,
  type ExportKind,
  type ExportWords,
  type RejectedWords,
} from '../../lib/messaging/file-work.ts';
import type { Rejection } from '../../lib/transfer/import-row.ts';
import type { OpenFailure } from '../../lib/view/import-step.ts';

interface Told {
  readonly what: string;
  readonly todo: string;
}

/** Why a file was not read or an import did not happen, and what to do about it. */
export function failureText(t: Translate, failure: OpenFailure): Told {
  const plain = (type: PlainType): Told => ({ what: t(`file.${type}`), todo: t(`file.${type}.todo`) });
  switch (failure.type) {
    case 'not-a-table':
    case 'binary':
      return { what: t(`file.looks.${failure.looksLike}`), todo: t(`file.looks.${failure.looksLike}.todo`) };
    case 'unclosed-quote':
      return { what: t('file.unclosed-quote', { line: failure.line }), todo: t('file.unclosed-quote.todo') };
    case 'too-many-columns':
      return {
        what: t('file.too-many-columns', { n: failure.columns, limit: failure.limit }),
        todo: t('file.too-many-columns.todo'),
      };
    case 'no-such-sheet':
      return {
        what: t('file.no-such-sheet'),
        todo: t('file.no-such-sheet.todo', { sheets: failure.sheets.slice(0, 20).join(', ') }),
      };
    case 'unknown-encoding':
      return {
        what: t('file.unknown-encoding', { encoding: failure.encoding }),
        todo: t('file.unknown-encoding.todo'),
      };
    case 'unknown-target':
      return { what: t('file.unknown-target', { target: failure.target }), todo: t('file.unknown-target.todo') };
    case 'no-such-column':
      return { what: t('file.no-such-column', { column: failure.column }), todo: t('file.no-such-column.todo') };
    case 'unknown-time-zone':
      return {
        what: t('file.unknown-time-zone', { timeZone: failure.timeZone }),
        todo: t('file.unknown-time-zone.todo'),
      };
    // Of an import these mean that the background has lost it, not that somebody typed something wrong.
    case 'bad-request':
    case 'not-found':
      return plain('interrupted');
    case 'not-allowed':
    case 'not-merged':
    case 'storage-full':
    case 'storage-blocked':
    case 'storage-newer':
    case 'storage-failed':
    case 'disconnected':
      return { what: t(`failure.${failure.type}`), todo: t(`failure.${failure.type}.todo`) };
    default:
      return plain(failure.type);
  }
}

type PlainType =
  | 'empty'
  | 'header-only'
  | 'destroyed-text'
  | 'truncated'
  | 'zip-bomb'
  | 'broken-zip'
  | 'broken-xlsx'
  | 'encrypted'
  | 'changed-while-read'
  | 'unreadable'
  | 'cancelled'
  | 'reader-stopped'
  | 'is-backup'
  | 'nothing-mapped'
  | 'interrupted';

const REASONS: Readonly<Record<Rejection, true>> = {
  'not-data': true,
  'nothing-mapped': true,
  'no-customer': true,
  'shifted-columns': true,
  'cell-too-long': true,
  'damaged-number': true,
  'damaged-text': true,
  'bad-date': true,
  'ambiguous-date': true,
  'bad-amount': true,
  'ambiguous-amount': true,
  'no-currency': true,
  'other-currency': true,
  'bad-quantity': true,
  'broken-card': true,
};

/** What stands beside the cells in the file of rejected rows. */
export function rejectedWords(t: Translate): RejectedWords {
  const reasons = Object.keys(REASONS) as Rejection[];
  return {
    line: t('rejected.column.line'),
    reason: t('rejected.column.reason'),
    sentences: Object.fromEntries(reasons.map((reason) => [reason, t(`reject.${reason}`)])) as Record<
      Rejection,
      string
    >,
  };
}

/** What an export is written in. */
export function exportWords(t: Translate, kind: ExportKind): ExportWords {
  const named = <K extends string>(names: readonly K[], word: (name: K) => string) =>
    Object.fromEntries(names.map((name) => [name, word(name)])) as Record<K, string>;
  const [what] = kind.split('.') as ['customers' | 'orders' | 'notes'];
  return {
    columns: named(EXPORT_COLUMNS, (column) => t(`column.${column}`)),
    statuses: named(ORDER_STATUSES, (status) => t(`status.${status}`)),
    stages: named(STAGES, (stage) => t(`stage.${stage}`)),
    sexes: named(SEXES, (sex) => t(`sex.${sex}`)),
    sheet: t(`export.sheet.${what}`),
    yes: t('value.yes'),
    no: t('value.no'),
  };
}
