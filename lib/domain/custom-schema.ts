import * as z from 'zod/mini';
import { Money } from './money.ts';

export const VALUE_MAX_CHARS = 2000;

/** What a custom field holds: text, link and date (`YYYY-MM-DD`) as text; a choice by its id, several as a list of ids. */
export const CustomValue = z.union([
  z.string().check(z.maxLength(VALUE_MAX_CHARS)),
  z.number(),
  z.boolean(),
  Money,
  z.array(z.string()).check(z.maxLength(200)),
]);
export type CustomValue = z.infer<typeof CustomValue>;

/** A customer's values by field id. */
export type CustomValues = Readonly<Record<string, CustomValue>>;
