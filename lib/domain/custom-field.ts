import * as z from 'zod/mini';
import { FieldId } from './ids.ts';
import { Currency } from './money.ts';
import { EpochMs } from './time.ts';

export const FIELD_KINDS = ['text', 'number', 'money', 'date', 'choice', 'choices', 'yesno', 'link'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const FIELD_NAME_MAX = 80;
export const CHOICES_MAX = 200;
export const KEEP_DAYS_MAX = 36_500;

export const Choice = z.object({
  id: z.uuid(),
  label: z.string(),
  position: z.number(),
  /** No longer offered; values that hold it keep it. */
  archived: z.optional(z.boolean()),
});
export type Choice = z.infer<typeof Choice>;

/** A field that a shop adds to its customers. */
export const CustomField = z.object({
  id: FieldId,
  name: z.string(),
  kind: z.enum(FIELD_KINDS),
  /** What the value is kept for, in the shop's own words. */
  purpose: z.optional(z.string()),
  /** How many days a value may be kept after it was set; absent: as long as the customer. */
  keepDays: z.optional(z.int()),
  /** Of amounts that name none. */
  currency: z.optional(Currency),
  choices: z._default(z.array(Choice), []),
  /** Where it stands among the others: from small to large. */
  position: z.number(),
  /** Offered no longer; values that are there stay to be seen. */
  archived: z.optional(z.boolean()),
  createdAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type CustomField = z.infer<typeof CustomField>;

const CHOICE = 'choice:';
/** Each choice is a register of its own: two browsers that add one each keep both. */
export const choiceRegister = (id: string): string => `${CHOICE}${id}`;

const CUSTOM = 'custom:';
/** The register of a customer that holds a custom field's value. */
export const customRegister = (id: string): string => `${CUSTOM}${id}`;
/** The field whose value a register holds; absent for any other register. */
export const fieldOfRegister = (register: string): FieldId | undefined =>
  register.startsWith(CUSTOM) ? (register.slice(CUSTOM.length) as FieldId) : undefined;

/** The field that a record of the store says; absent for one that says none, as half of one that is yet to arrive. */
export function customFieldOf(record: Readonly<Record<string, unknown>>): CustomField | undefined {
  const choices = Object.entries(record).flatMap(([register, value]) => {
    if (!register.startsWith(CHOICE)) return [];
    const read = z.safeParse(Choice, { ...(value as object), id: register.slice(CHOICE.length) });
    return read.success ? [read.data] : [];
  });
  const read = z.safeParse(CustomField, { ...record, choices: choices.sort(byPosition) });
  return read.success ? read.data : undefined;
}

/** From first to last; those put in one place by two browsers by their ids. */
export const byPosition = (a: { position: number; id: string }, b: { position: number; id: string }): number =>
  a.position - b.position || (a.id < b.id ? -1 : 1);
