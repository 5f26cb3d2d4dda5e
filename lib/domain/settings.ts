import * as z from 'zod/mini';
import { CustomerId } from './ids.ts';

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
