import * as z from 'zod/mini';
import { filterFault, MOST_CONDITIONS, MOST_DEPTH, MOST_VALUES } from './filter-limits.ts';
import { CustomerId } from './ids.ts';
import { CUSTOMER_SORTS, CustomSort } from './profile.ts';

const attribute = z.string().check(z.minLength(1), z.maxLength(80));
const values = z.array(z.string().check(z.maxLength(500))).check(z.minLength(1), z.maxLength(MOST_VALUES));
const part = z.string().check(z.minLength(1), z.maxLength(200));
const days = z.int().check(z.minimum(0), z.maximum(36_500));

/** One thing that has to be so. */
export const Condition = z.discriminatedUnion('is', [
  z.object({ attribute, is: z.literal('any-of'), values }),
  z.object({ attribute, is: z.literal('none-of'), values }),
  /** Whole minor units for money, epoch ms for days. Either end may be open. */
  z.object({ attribute, is: z.literal('between'), from: z.optional(z.number()), to: z.optional(z.number()) }),
  z.object({ attribute, is: z.literal('in-last'), days }),
  /** Longer ago than that; what never was is not. */
  z.object({ attribute, is: z.literal('before-last'), days }),
  /** From now on, so many days. */
  z.object({ attribute, is: z.literal('in-next'), days }),
  /** Whatever the case, width and accents. */
  z.object({ attribute, is: z.literal('contains'), text: part }),
  z.object({ attribute, is: z.literal('lacks'), text: part }),
  z.object({ attribute, is: z.literal('known') }),
  z.object({ attribute, is: z.literal('unknown') }),
]);
export type Condition = z.infer<typeof Condition>;

/** How the members of a group are taken together. */
export const MATCHES = ['all', 'any', 'none'] as const;
export type Match = (typeof MATCHES)[number];

/** Conditions taken together: all of them hold, at least one, or none. A group without any says nothing. */
export interface Group {
  match: Match;
  of: FilterNode[];
}
export type FilterNode = Condition | Group;

// As many schemas as levels, not one that calls itself.
function nodesTo(depth: number): z.ZodMiniType<FilterNode[], FilterNode[]> {
  const group = depth > 0 ? [z.object({ match: z.enum(MATCHES), of: nodesTo(depth - 1) })] : [];
  const node = z.union([Condition, ...group]) as unknown as z.ZodMiniType<FilterNode, FilterNode>;
  return z.array(node).check(z.maxLength(MOST_CONDITIONS));
}

export const isGroup = (node: FilterNode): node is Group => 'match' in node;

/** Every condition of a filter, whatever group it is in. Only for what has been read: depth has a limit there. */
export const conditionsIn = (nodes: readonly FilterNode[]): Condition[] =>
  nodes.flatMap((node) => (isGroup(node) ? conditionsIn(node.of) : [node]));

/** What has to be so of a customer: all of it. A list of conditions is the simple case; groups nest. */
export const Where = z.pipe(
  // Looked at first: what is nested in itself, or without end, is not even read.
  z.unknown().check(z.refine((where) => filterFault(where) === undefined)),
  nodesTo(MOST_DEPTH),
) as unknown as z.ZodMiniType<FilterNode[], FilterNode[]>;

/** Which customers: those in whom the text is found and of whom everything holds that has to. */
export const Filter = z.object({
  text: z._default(z.string().check(z.maxLength(500)), ''),
  where: z._default(Where, []),
});
export type Filter = z.infer<typeof Filter>;

/** What lists are put in order by: the fixed ones, and the shop's own fields. */
export const ListSort = z.union([z.enum(CUSTOMER_SORTS), CustomSort]);
export type ListSort = z.infer<typeof ListSort>;

/**
 * A segment: a filter kept under a name, with the order its list is in. Those of before there were groups are lists of
 * conditions, and read as they are.
 */
export const FILTER_NAME_MAX = 80;

export const SavedFilter = z.object({
  id: z.uuid(),
  name: z.string().check(z.minLength(1), z.maxLength(FILTER_NAME_MAX)),
  filter: Filter,
  sort: ListSort,
  descending: z.boolean(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;

/** Customers chosen one by one, or all that match but some. */
export const Selection = z.union([
  z.object({ ids: z.array(CustomerId).check(z.maxLength(20_000)) }),
  z.object({ filter: Filter, except: z._default(z.array(CustomerId).check(z.maxLength(20_000)), []) }),
]);
export type Selection = z.infer<typeof Selection>;
