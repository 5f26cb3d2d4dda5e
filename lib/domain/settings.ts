import * as z from 'zod/mini';
import { CustomerId } from './ids.ts';
import { Currency } from './money.ts';
import { isTimeZone } from './time.ts';

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;

export const Settings = z.object({
  /** `system` follows the browser. */
  language: z._default(z.enum(['system', ...LANGUAGES]), 'system'),
  theme: z._default(z.enum(THEMES), 'system'),
  badges: z._default(z.boolean(), true),
  /** Whether single letters and digits act as shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
  singleKeys: z._default(z.boolean(), true),
  /** Addresses or whole domains (`@shop.example`) that are the user or colleagues. */
  ownAddresses: z._default(z.array(z.string()), []),
  /** Addresses or whole domains of which nothing is ever recorded. */
  neverList: z._default(z.array(z.string()), []),
  /** ISO 3166 region for phone numbers written without a country code; empty for none. */
  region: z.optional(z.string().check(z.regex(/^([A-Z]{2})?$/))),
  // What scores are worked out under; null or absent: worked out from the file, or not known.
  /** IANA name of the zone in whose days purchases are counted; the computer's own when absent. */
  timeZone: z.optional(z.nullable(z.string().check(z.maxLength(60), z.refine(isTimeZone)))),
  /** What all amounts are told in; the commonest of the file when absent. */
  baseCurrency: z.optional(z.nullable(Currency)),
  /** Units of the base currency for one unit of another, by its code. */
  rates: z.optional(z.nullable(z.record(Currency, z.number().check(z.gt(0), z.maximum(1e9))))),
  /** What stays of 100 of revenue. */
  marginPercent: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(100)))),
  /** `YYYY-MM-DD`: purchases before it are not on file. */
  historyBegins: z.optional(z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)))),
  /** Over how many days the churn probability looks. */
  horizonDays: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(730)))),
  /** Id of the field of the shop's own that says who sent a customer: referral is counted by it. */
  referralField: z.optional(z.nullable(z.uuid())),
});
export type Settings = z.infer<typeof Settings>;

export const RECORDING = ['all', 'ask'] as const;
/** A site the user granted. `recording` is absent until they chose. */
export const Site = z.object({
  id: z.uuid(),
  origin: z.string(),
  recording: z.optional(z.enum(RECORDING)),
  deleted: z.optional(z.boolean()),
});
export type Site = z.infer<typeof Site>;

/** "Not this person": a person key of a page that must never be matched with this customer again. */
export const Rejection = z.object({
  id: z.uuid(),
  personKey: z.string(),
  customerId: CustomerId,
  deleted: z.optional(z.boolean()),
});
export type Rejection = z.infer<typeof Rejection>;
