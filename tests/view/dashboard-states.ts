import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { ActionId, FieldId } from '../../lib/domain/ids.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { Failure, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import type { KnownBackup, Ledger } from '../../lib/view/backup-ledger.ts';
import { duplicateAnswers, mergedProfile } from './duplicate-states.ts';
import { createFakeBackground, type FakeBackground } from './fake-background.ts';
import { listPage, nestedSegment, rowAt, savedFilters } from './list-states.ts';
import { rulesAnswers } from './rules-states.ts';
import { history, id, li, NOW, profileOf, rowOf, settings, stats } from './sample-file.ts';
import { sampleActivity, sampleFields, sampleFieldValues, sampleTrash, sampleValues } from './sample-records.ts';
import { exported, importCounts } from './sample-transfer.ts';
import { scoreAnswers } from './score-states.ts';

/** One state of the dashboard: where it is and what the background answers. */
export interface DashboardState {
  readonly hash: string;
  readonly customers?: number | Failure | 'never';
  readonly sites?: 'none' | 'some' | 'failed';
  readonly settings?: Partial<Settings>;
  readonly persisted?: boolean;
  readonly sample?: boolean;
  readonly about?: Partial<ReplyOf<'backup.about'>>;
  readonly ledger?: Partial<Ledger>;
  /** The shop has no fields of its own, nothing was deleted, nothing done; or none of it can be had. */
  readonly records?: 'none' | 'failed';
  readonly saved?: readonly SavedFilter[];
  /** What a page left under way was done when it is asked about. */
  readonly wasDone?: boolean;
  /** How many customers the data-quality report counted, and of how many each check holds. */
  readonly quality?: readonly [customers: number, each: number] | Failure | 'never';
  /** How many customers the shop has that the scores tell of; nothing has come of it, or never does. */
  readonly scored?: number | Failure | 'never';
  /** The shop has score rules of its own, or none; or they cannot be had. */
  readonly rules?: 'none' | 'some' | 'failed' | 'never';
}

const backupOf = (hoursAgo: number): KnownBackup => {
  const at = NOW - hoursAgo * 3_600_000;
  const name = `regulars-2026-03-${String(hoursAgo).padStart(2, '0').slice(-2)}-103000.regulars`;
  return { name, at, bytes: 3_214_567, customers: 8412, place: 'folder', isSealed: true, checked: 'read-back' };
};

const profile: Profile = { ...profileOf(li, 1), custom: { ...sampleValues } };
export const customerHash = `#/customers/${profile.customer.id}`;

/** Every state of every page that has to look finished. */
export const dashboardStates: Readonly<Record<string, DashboardState>> = {
  today: { hash: '#/today' },
  'today-0': { hash: '#/today', scored: 0 },
  'today-1': { hash: '#/today', scored: 1 },
  'today-3': { hash: '#/today', scored: 3 },
  'today-25': { hash: '#/today', scored: 25 },
  'today-100': { hash: '#/today', scored: 100 },
  'today-working': { hash: '#/today', scored: 'never' },
  'today-failed': { hash: '#/today', scored: { type: 'storage-failed' } },
  scores: { hash: '#/scores' },
  'scores-0': { hash: '#/scores', scored: 0 },
  'scores-1': { hash: '#/scores', scored: 1 },
  'scores-3': { hash: '#/scores', scored: 3 },
  'scores-25': { hash: '#/scores', scored: 25 },
  'scores-100': { hash: '#/scores', scored: 100 },
  'scores-working': { hash: '#/scores', scored: 'never' },
  'scores-failed': { hash: '#/scores', scored: { type: 'storage-failed' } },
  models: { hash: '#/scores/models' },
  'models-0': { hash: '#/scores/models', scored: 0 },
  'models-25': { hash: '#/scores/models', scored: 25 },
  goods: { hash: '#/scores/goods' },
  'goods-0': { hash: '#/scores/goods', scored: 0 },
  'goods-25': { hash: '#/scores/goods', scored: 25 },
  'score-rules': { hash: '#/score-rules', rules: 'some' },
  'score-rules-first': { hash: '#/score-rules' },
  'score-rules-empty': { hash: '#/score-rules', scored: 0 },
  'score-rules-failed': { hash: '#/score-rules', rules: 'failed' },
  'score-rules-loading': { hash: '#/score-rules', rules: 'never' },
  'score-rules-tiers': { hash: '#/score-rules/tiers', rules: 'some' },
  'score-rules-rehearsal': { hash: '#/score-rules/rehearsal', rules: 'some' },
  'score-rules-versions': { hash: '#/score-rules/versions', rules: 'some' },
  customers: { hash: '#/customers', customers: 10_000 },
  'customers-few': { hash: '#/customers', customers: 5, sample: true },
  'customers-empty': { hash: '#/customers', customers: 0 },
  'customers-loading': { hash: '#/customers', customers: 'never' },
  'customers-failed': { hash: '#/customers', customers: { type: 'storage-failed' } },
  'customers-saved': { hash: '#/customers', customers: 120, saved: savedFilters },
  segments: { hash: `#/segments/${nestedSegment.id}`, customers: 900, saved: [nestedSegment, ...savedFilters] },
  'segments-none': { hash: '#/segments', customers: 300 },
  'segments-pick': { hash: '#/segments', customers: 300, saved: savedFilters },
  'segments-new': { hash: '#/segments/new', customers: 300, saved: savedFilters },
  'segments-failed': { hash: '#/segments/new', customers: { type: 'storage-failed' } },
  customer: { hash: customerHash, customers: 10 },
  'customer-gone': { hash: '#/customers/00000000-0000-7000-8000-999999999999', customers: 10 },
  'customer-merged': { hash: `#/customers/${id(2)}`, customers: 10 },
  duplicates: { hash: '#/duplicates' },
  'customer-no-fields': { hash: customerHash, customers: 10, records: 'none' },
  quality: { hash: '#/quality', quality: [10_240, 37] },
  'quality-sound': { hash: '#/quality', quality: [12, 0] },
  'quality-empty': { hash: '#/quality', quality: [0, 0] },
  'quality-counting': { hash: '#/quality', quality: 'never' },
  'quality-failed': { hash: '#/quality', quality: { type: 'storage-failed' } },
  files: { hash: '#/files' },
  activity: { hash: '#/activity' },
  'activity-none': { hash: '#/activity', records: 'none' },
  'activity-failed': { hash: '#/activity', records: 'failed' },
  trash: { hash: '#/trash' },
  'trash-none': { hash: '#/trash', records: 'none' },
  'trash-failed': { hash: '#/trash', records: 'failed' },
  sites: { hash: '#/sites', sites: 'some' },
  'sites-none': { hash: '#/sites', sites: 'none' },
  'sites-failed': { hash: '#/sites', sites: 'failed' },
  settings: {
    hash: '#/settings',
    settings: { ownAddresses: ['ann@shop.example', '@shop.example'], neverList: ['tax@bureau.example'] },
  },
  'settings-fresh': { hash: '#/settings', persisted: false, records: 'none' },
  about: { hash: '#/about' },
  backup: {
    hash: '#/backup',
    about: { backupAt: NOW - DAY_MS / 8, formerUntil: NOW + 5 * DAY_MS },
    ledger: { place: 'folder', isSealed: true, known: [1, 25, 50, 200].map(backupOf) },
  },
  'backup-none': { hash: '#/backup' },
  'backup-empty': { hash: '#/backup', about: { hasRecords: false } },
  'backup-trouble': {
    hash: '#/backup',
    about: { backupAt: NOW - 9 * DAY_MS },
    ledger: {
      place: 'downloads',
      known: [backupOf(220)],
      trouble: { type: 'download-broken', at: NOW - 60_000 },
    },
  },
  'customers-gone': {
    hash: '#/customers',
    customers: 0,
    about: { hasRecords: false, gone: { people: 8412, seenAt: NOW - 2 * DAY_MS, backupAt: NOW - 3 * DAY_MS } },
  },
};

const HELD = { customers: 8412, identities: 15_020, orders: 31_004, interactions: 2210, notes: 940 };
const LINES = ['{"is":"meta","key":"next-layer","value":1}\n', '{"is":"text","key":"k","state":"AAAA"}\n', ''];

const SITES = [
  { origin: 'https://mail.shop.example', recording: 'all', recipeName: 'Roundcube' },
  { origin: 'http://127.0.0.1:3000', recording: 'ask', recipeName: 'Vendure' },
  { origin: 'https://a-very-long-address-of-a-seller-console.marketplace-of-the-world.example' },
] as const;

const done = () => ({ actionId: id<ActionId>(900) });

/** The answers about fields, activity and trash. */
function recordsOf(records: DashboardState['records']) {
  const failed = { type: 'storage-failed' } as const;
  const listed = <T, R>(all: readonly T[], reply: (some: T[]) => R) =>
    records === 'failed' ? failed : reply(records === 'none' ? [] : [...all]);
  const items = () => ({ ...done(), items: 1 });
  const added: CustomField[] = [];
  return {
    'fields.list': () => listed([...sampleFields, ...added], (fields) => fields),
    'fields.usage': () => ({ customers: 128 }),
    'fields.add': ({ name, kind, choices = [] }: RequestOf<'fields.add'>) => {
      const field: CustomField = {
        ...{ id: id<FieldId>(610 + added.length), name, kind, position: 100 + added.length, createdAt: NOW },
        choices: choices.map((label, position) => ({ id: id<string>(650 + position), label, position })),
      };
      added.push(field);
      return { ...done(), fieldId: field.id };
    },
    ...{ 'fields.update': done, 'fields.move': done, 'fields.remove': done, 'fields.set': done },
    'activity.list': () => listed(sampleActivity, (entries) => ({ entries })),
    'trash.list': () => listed(sampleTrash, (some) => ({ items: some, total: some.length })),
    ...{ 'trash.restore': items, 'trash.erase': items, 'history.putBack': done },
  };
}

/** A background that answers as the state says. */
export function dashboardBackground(
  state: DashboardState,
  language: Settings['language'],
  theme: Settings['theme'],
): FakeBackground {
  const never = () => new Promise<never>(() => {});
  const { customers = 10, sites = 'some', quality = [10, 1], scored = 2357 } = state;
  let saved: readonly SavedFilter[] = state.saved ?? [];
  const profiles = [profile, mergedProfile];
  let held: Settings = { ...settings, ...state.settings, language, theme };
  return createFakeBackground({
    'settings.get': () => held,
    'activity.outcome': () => ({ isDone: state.wasDone === true }),
    'settings.set': ({ settings: part }) => {
      held = { ...held, ...(part as Partial<Settings>) };
      return done();
    },
    'customers.list':
      customers === 'never' ? never : typeof customers === 'number' ? listPage(customers) : () => customers,
    'filters.list': () => [...saved],
    'filters.save': ({ actionId, id: known, ...filter }) => {
      const kept = { ...filter, id: known ?? id<string>(890), filter: { text: '', where: [], ...filter.filter } };
      saved = [...saved.filter((one) => one.id !== kept.id), kept as SavedFilter];
      return { actionId: actionId as ActionId, id: kept.id };
    },
    'filters.remove': ({ actionId, id: gone }) => {
      saved = saved.filter((one) => one.id !== gone);
      return { actionId: actionId as ActionId };
    },
    'filters.values': () => ({
      tag: [
        { value: 'wholesale', count: 120 },
        { value: '企业采购', count: 48 },
        { value: 'net 30', count: 3 },
      ],
      source: [
        { value: 'import:老客户 2025.xlsx', count: 900 },
        { value: 'page:roundcube', count: 31 },
        { value: 'user', count: 4 },
      ],
      currency: [
        { value: 'CNY', count: 800 },
        { value: 'EUR', count: 40 },
      ],
      cohort: [
        { value: '2026-03', count: 61 },
        { value: '2026-02', count: 55 },
        { value: 'before', count: 210 },
      ],
      again: [
        { value: '1', count: 180 },
        { value: '2', count: 96 },
      ],
      base: 'CNY',
      custom: sampleFieldValues,
    }),
    'filters.ids': ({ limit }) => ({ ids: profiles.map(({ customer }) => customer.id).slice(0, limit), total: 2 }),
    'bulk.preview': ({ of }) => {
      const count = 'ids' in of ? of.ids.length : 10_000 - (of.except?.length ?? 0);
      const changing = Math.ceil(count * 0.74);
      const people = Array.from({ length: Math.min(100, changing) }, (_, place) => rowAt(place));
      return { customers: count, changing, mark: `${changing}-1-2`, people };
    },
    'bulk.run': ({ actionId, of }) => ({
      actionId: actionId as ActionId,
      customers: 'ids' in of ? of.ids.length : 10_000,
      changed: 'ids' in of ? of.ids.length : 10_000,
    }),
    'bulk.cancel': () => ({}),
    'quality.report':
      quality === 'never'
        ? never
        : () => {
            if ('type' in quality) return quality;
            const [counted, each] = quality;
            const checks = QUALITY_CHECK_IDS.map((check, nth) => ({
              check,
              count: each * (nth % 4) * (nth % 3 ? 1 : 9),
            }));
            return { customers: counted, checks };
          },
    ...rulesAnswers(state.rules ?? 'none', typeof scored === 'number' ? scored : 0),
    'recent.list': () => profiles.map(rowOf),
    'recent.add': () => ({}),
    'customers.get': ({ customerId }) => profiles.find((entry) => entry.customer.id === customerId) ?? null,
    'customers.create': ({ customers: given }) => ({
      actionId: id(900),
      customerIds: given.map((_customer, index) => id(1 + index)),
    }),
    'customers.update': done,
    'customers.remove': done,
    'imports.open': () => ({ importId: 'import-1' }),
    'imports.add': () => ({ customers: 3 }),
    'imports.preview': () => importCounts,
    'imports.run': ({ actionId }) => ({ ...importCounts, undoId: actionId as ActionId }),
    'imports.close': () => ({}),
    'export.people': () => ({
      people: JSON.stringify(profiles.map(exported)),
      count: profiles.length,
      total: profiles.length,
    }),
    'backup.about': () => ({ hasRecords: true, persisted: true, since: NOW - 90 * DAY_MS, ...state.about }),
    'backup.open': () => ({ backupId: 'b1', device: '00000000000000d1', at: NOW, holds: HELD, total: 3 }),
    'backup.next': ({ piece }) => ({ lines: LINES[piece] ?? '', done: piece + 1, isLast: piece + 1 >= LINES.length }),
    'backup.close': () => ({}),
    'backup.made': () => ({}),
    'backup.startAnew': () => ({}),
    'restore.open': ({ device }) => ({ restoreId: 'r1', isOwn: device === '00000000000000d1' }),
    'restore.put': () => ({ setAside: [] }),
    'restore.check': () => ({
      holds: { ...HELD, orders: 30_990 },
      changedAt: NOW - DAY_MS,
      present: { holds: HELD, changedAt: NOW - 60_000 },
    }),
    'restore.run': () => ({ formerUntil: NOW + 7 * DAY_MS }),
    'restore.close': () => ({}),
    'restore.undo': () => ({ formerUntil: NOW + 7 * DAY_MS }),
    'export.ofNobody': () => ({ people: '[]' }),
    ...recordsOf(state.records),
    ...scoreAnswers(typeof scored === 'number' ? scored : 2357),
    ...(typeof scored === 'number'
      ? {}
      : {
          'score.today': scored === 'never' ? never : () => scored,
          'score.overview': scored === 'never' ? never : () => scored,
        }),
    'drafts.list': () => [],
    'drafts.save': () => ({}),
    ...duplicateAnswers(),
    'history.list': () => [...history],
    'history.undo': () => ({ actionId: id(900), undone: id(901), action: 'customers.update', kept: 0 }),
    'history.redo': () => null,
    'search.run': () =>
      profiles.map((entry) => ({ customer: rowOf(entry), field: 'customer', excerpt: '', ranges: [] })),
    'store.stats': () => ({
      ...stats,
      ...(typeof state.scored === 'number' ? { customers: state.scored, orders: state.scored * 3 } : {}),
      persisted: state.persisted ?? true,
    }),
    'sites.list': () =>
      sites === 'failed'
        ? { type: 'storage-failed' as const }
        : sites === 'none'
          ? []
          : SITES.map((site) => ({ ...site })),
    'sites.known': () => [
      { recipe: 'roundcube', name: 'Roundcube', origins: [] },
      { recipe: 'vendure', name: 'Vendure', origins: [] },
    ],
    'sites.setRecording': done,
    'sites.revoke': () => ({}),
  });
}
