import type { CustomField } from '../domain/custom-field.ts';
import { MATCH_KINDS, type MatchKind } from '../domain/import-target.ts';
import type { ImportOptions } from '../messaging/contract.ts';
import type { FoundContacts, FoundFile, FoundTable, ReadPlan } from '../messaging/file-work.ts';
import type { Conventions, Guess } from '../transfer/guess-mapping.ts';
import type { Target } from '../transfer/mapping.ts';
import type { DecimalSign } from '../transfer/read-amount.ts';
import type { DateOrder } from '../transfer/written-date.ts';
import type { ImportJob } from './import-run.ts';
import { type ColumnChoices, choicesOf, mappingOfChoices, NO_COLUMNS, withNamedFields } from './import-targets.ts';
import type { RememberedMapping } from './mapping-memory.ts';

export const DATE_ORDERS = ['', 'ymd', 'dmy', 'mdy'] as const satisfies readonly ('' | DateOrder)[];
export const DECIMALS = ['', '.', ','] as const satisfies readonly ('' | DecimalSign)[];

/** How a file is to be taken in, as far as the user has a say. */
export interface ImportChoices {
  readonly columns: ColumnChoices;
  /** Read the way this program writes; absent for any other table. */
  readonly presetId: string | undefined;
  /** ISO 4217; empty for none. */
  readonly currency: string;
  /** ISO 3166, for phone numbers without a country code; empty for none, the settings' own when absent. */
  readonly region?: string | undefined;
  readonly timeZone: string;
  /** Empty: as the values themselves say. */
  readonly dateOrder: (typeof DATE_ORDERS)[number];
  readonly decimal: (typeof DECIMALS)[number];
  /** What the shop is called; tells two shops on one platform apart. */
  readonly shop: string;
  readonly matchBy: readonly MatchKind[];
  readonly onConflict: ImportOptions['onConflict'];
  /** A file with these columns was mapped before, and this is how. */
  readonly isRemembered: boolean;
}

export interface Defaults {
  /** IANA zone of this computer. */
  readonly timeZone: string;
  /** Of the settings; ISO 3166. */
  readonly region: string | undefined;
  /** The shop's custom fields. */
  readonly fields?: readonly CustomField[];
}

/** The currencies of regions whose shops use this most; elsewhere nothing is preset. */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  ...{ CN: 'CNY', TW: 'TWD', HK: 'HKD', MO: 'MOP', SG: 'SGD', MY: 'MYR', JP: 'JPY', KR: 'KRW', US: 'USD', CA: 'CAD' },
  ...{ GB: 'GBP', AU: 'AUD', NZ: 'NZD', DE: 'EUR', FR: 'EUR', IT: 'EUR', ES: 'EUR', NL: 'EUR', AT: 'EUR', BE: 'EUR' },
  ...{ IE: 'EUR', PT: 'EUR', FI: 'EUR', CH: 'CHF', IN: 'INR', ID: 'IDR', TH: 'THB', VN: 'VND', PH: 'PHP', BR: 'BRL' },
};

const BASE = {
  presetId: undefined,
  dateOrder: '',
  decimal: '',
  shop: '',
  matchBy: MATCH_KINDS,
  onConflict: 'mine',
  isRemembered: false,
} as const;

/** What to start from: as the last time, as the program is known to write, or as guessed. */
export function firstChoices(
  file: FoundTable | FoundContacts,
  remembered: RememberedMapping | undefined,
  defaults: Defaults,
): ImportChoices {
  const { region = '', timeZone } = defaults;
  const base = { ...BASE, region, currency: CURRENCY_OF[region] ?? '', timeZone };
  if (file.kind === 'contacts') return { ...base, columns: NO_COLUMNS };
  if (remembered) {
    const { targets, presetId, currency, timeZone: zone, dateOrder, decimal, shop } = remembered;
    // A field that is there no longer is nothing to become.
    const known = targets.filter(([, target]) => isStillThere(target, defaults.fields ?? []));
    const columns = choicesOf(
      mappingOfChoices({ targets: new Map(known), knowledge: new Map(), order: known.map(([column]) => column) }),
      file.headers,
      () => 'remembered',
    );
    return {
      ...base,
      ...{ columns, presetId, currency, timeZone: zone, shop },
      // None was chosen, perhaps because the settings had none then.
      region: remembered.region || region,
      dateOrder: DATE_ORDERS.find((order) => order === dateOrder) ?? '',
      decimal: DECIMALS.find((sign) => sign === decimal) ?? '',
      isRemembered: true,
    };
  }
  const first = file.preset ? presetChoices(file, base) : { ...base, columns: guessedColumns(file) };
  return { ...first, columns: withNamedFields(first.columns, file.headers, defaults.fields ?? []) };
}

const isStillThere = (target: Target, fields: readonly CustomField[]): boolean =>
  !target.startsWith('field:') || fields.some(({ id }) => target === `field:${id}`);

function presetChoices(file: FoundTable, base: Omit<ImportChoices, 'columns'>): ImportChoices {
  const { preset, headers } = file;
  if (!preset) return { ...base, columns: guessedColumns(file) };
  return {
    ...base,
    columns: choicesOf(preset.mapping, headers, () => 'preset'),
    presetId: preset.id,
    currency: preset.currency ?? base.currency,
    region: preset.region ?? base.region,
    timeZone: preset.timeZone ?? base.timeZone,
    dateOrder: preset.dateOrder ?? '',
  };
}

/** The same file read as the program's, or as a table of any other origin. */
export function withPreset(choices: ImportChoices, file: FoundTable, isUsed: boolean): ImportChoices {
  const base = { ...choices, isRemembered: false, presetId: undefined };
  return isUsed ? presetChoices(file, base) : { ...base, columns: guessedColumns(file) };
}

function guessedColumns({ guesses, headers }: FoundTable): ColumnChoices {
  const mapping = Object.fromEntries(guesses.map(({ target, columns }) => [target, columns]));
  const confidence = new Map(guesses.map((guess) => [guess.target, guess.confidence]));
  return choicesOf(mapping, headers, (_, target) => confidence.get(target as Guess['target']) ?? 0);
}

/** What still has to be said before the file can be read as it was meant. */
export type Obstacle = 'nothing-mapped' | 'needs-currency' | 'needs-date-order' | 'needs-match';

export function obstacleTo(
  choices: ImportChoices,
  file: FoundFile,
  conventions: Conventions | undefined,
): Obstacle | undefined {
  if (choices.matchBy.length === 0) return 'needs-match';
  if (file.kind !== 'table') return undefined;
  if (choices.columns.targets.size === 0) return 'nothing-mapped';
  if (conventions?.needsCurrency && choices.currency === '') return 'needs-currency';
  return conventions?.dateOrder === 'ambiguous' && choices.dateOrder === '' ? 'needs-date-order' : undefined;
}

/** `platform:shop`, in which the file's order numbers and accounts are known. */
const shopOf = (choices: ImportChoices, file: FoundFile): string => {
  const platform = file.kind === 'table' && choices.presetId !== undefined ? file.preset?.platform : undefined;
  return `${platform ?? 'import'}:${choices.shop.trim().replaceAll(':', ' ') || 'file'}`;
};

export function planOf(choices: ImportChoices, file: FoundFile): ReadPlan {
  const { presetId, currency, timeZone, dateOrder, decimal, columns } = choices;
  return {
    ...{ presetId, timeZone },
    mapping: mappingOfChoices(columns),
    currency: currency === '' ? undefined : currency,
    dateOrder: dateOrder === '' ? undefined : dateOrder,
    decimal: decimal === '' ? undefined : decimal,
    shop: shopOf(choices, file),
  };
}

export function jobOf(choices: ImportChoices, file: FoundFile, fileName: string): ImportJob {
  return {
    plan: planOf(choices, file),
    options: {
      file: fileName.slice(0, 200),
      shop: shopOf(choices, file),
      matchBy: [...choices.matchBy],
      onConflict: choices.onConflict,
      ...(choices.region === undefined ? {} : { region: choices.region }),
    },
  };
}

/** What of the choices is worth keeping for the next file with these columns. */
export function toRemember(choices: ImportChoices, { headers }: FoundTable): RememberedMapping {
  const { columns, presetId, currency, region, timeZone, dateOrder, decimal, shop } = choices;
  const targets = columns.order.flatMap((column): RememberedMapping['targets'] => {
    const target = columns.targets.get(column);
    return target ? [[column, target]] : [];
  });
  return { headers, targets, presetId, currency, region, timeZone, dateOrder, decimal, shop };
}
