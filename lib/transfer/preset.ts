import type { OrderStatus } from '../domain/order.ts';
import type { InterpreterOptions, SkipRule } from './interpreter.ts';
import type { Mapping, PlainTarget } from './mapping.ts';
import type { StatusRule } from './read-order.ts';
import type { DateOrder } from './written-date.ts';

/** One column, or the columns that make a target together. */
type Columns = string | readonly string[];

/** How one program writes its exports: data, no code. */
export interface Preset {
  readonly id: string;
  /** The program's own name; what is in the file is said by `holds`. */
  readonly name: string;
  readonly holds: 'orders' | 'customers';
  /** Headers by which its files are told, one list for each form they come in. */
  readonly signatures: readonly (readonly string[])[];
  /** Where each target is, the best place first: forms and languages differ in their headers. */
  readonly columns: { readonly [T in PlainTarget]?: readonly Columns[] };
  readonly currency?: string;
  /** IANA zone of its times, where they name none. */
  readonly timeZone?: string;
  readonly dateOrder?: DateOrder;
  /** ISO 3166 country of phone numbers without a country code. */
  readonly region?: string;
  /** The platform in `platform:shop:id`. */
  readonly platform?: string;
  readonly statuses?: Readonly<Record<string, OrderStatus>>;
  readonly statusRules?: readonly StatusRule[];
  readonly skip?: readonly SkipRule[];
  readonly ignoredTags?: readonly string[];
}

// Brackets count here: "Email (Billing)" is one program's and "Email" everybody's.
const signKey = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*]+/g, ' ')
    .trim();

/** How sure it is that a file with these headers comes from the preset's program: the share of its signature, 0 to 1. */
export function matchPreset(preset: Preset, headers: readonly string[]): number {
  const there = new Set(headers.map(signKey));
  const shares = preset.signatures.map(
    (signature) => signature.filter((header) => there.has(signKey(header))).length / signature.length,
  );
  return Math.max(...shares);
}

/** The preset's mapping for a file with these headers: of each target, the first place that the file has. */
export function presetMapping(preset: Preset, headers: readonly string[]): Mapping {
  const byKey = new Map(headers.map((header) => [signKey(header), header]));
  const mapping: [string, string | readonly string[]][] = [];
  for (const [target, places] of Object.entries(preset.columns)) {
    for (const place of places) {
      const wanted = typeof place === 'string' ? [place] : place;
      const found = wanted.flatMap((header) => byKey.get(signKey(header)) ?? []);
      if (found.length === 0) continue;
      mapping.push([target, found]);
      break;
    }
  }
  return Object.fromEntries(mapping);
}

/** What to read the preset's files with. What the preset leaves open is the user's. */
export function presetOptions(
  preset: Preset,
  user: { readonly timeZone: string; readonly currency?: string | undefined; readonly shop?: string | undefined },
): InterpreterOptions {
  const { dateOrder, statuses, statusRules, skip, ignoredTags } = preset;
  return {
    currency: preset.currency ?? user.currency,
    timeZone: preset.timeZone ?? user.timeZone,
    accountPrefix: `${preset.platform ?? 'import'}:${user.shop ?? 'file'}`,
    ...{ dateOrder, statuses, statusRules, skip, ignoredTags },
  };
}
