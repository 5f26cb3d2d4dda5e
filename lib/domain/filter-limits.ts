/** Groups within groups go no deeper; more can neither be read nor meant. */
export const MOST_DEPTH = 5;
/** Conditions of a filter, in all its groups; and as many groups. */
export const MOST_CONDITIONS = 100;
/** Words that one condition, or one case of a score rule, may name. */
export const MOST_VALUES = 200;

/** Why conditions cannot be a filter, whatever each of them says. Every type has a sentence of its own. */
export const FILTER_FAULTS = ['too-deep', 'too-many', 'cyclic'] as const;
export type FilterFault = (typeof FILTER_FAULTS)[number];

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const membersOf = (node: unknown): unknown => (node as { of?: unknown } | null | undefined)?.of;

/** What is wrong with conditions as a whole, before anything of them is read: never looks at more than there may be. */
export function filterFault(where: unknown): FilterFault | undefined {
  const above: unknown[] = [];
  let conditions = 0;
  let groups = 0;
  const look = (nodes: unknown): FilterFault | undefined => {
    if (!isList(nodes)) return undefined;
    if (above.includes(nodes)) return 'cyclic';
    if (above.length > MOST_DEPTH) return 'too-deep';
    above.push(nodes);
    for (const node of nodes) {
      const members = membersOf(node);
      if (members === undefined) conditions += 1;
      else groups += 1;
      if (conditions > MOST_CONDITIONS || groups > MOST_CONDITIONS) return 'too-many';
      const fault = look(members);
      if (fault) return fault;
    }
    above.pop();
    return undefined;
  };
  return look(where);
}
