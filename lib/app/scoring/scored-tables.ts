const SCORED = ['customers', 'orders', 'interactions', 'settings', 'scoreRules', 'fields'];
const OF_SEGMENTS = ['lines', 'notes', 'identities'];

/** Whether scores are worked out of records of these tables. */
export const isOfScores = (tables: readonly string[]): boolean => tables.some((table) => SCORED.includes(table));

/** Whether segments, which rules may ask for, look at them besides. */
export const isOfSegments = (tables: readonly string[]): boolean => tables.some((table) => OF_SEGMENTS.includes(table));
