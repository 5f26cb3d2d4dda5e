import type { NamedField, NamedSegment, RulesContent, RulesShop } from './rules-file.ts';
import { type FittedRules, fitRules, freeName } from './rules-fit.ts';

/** How what is missing is made; false when it could not be, which has been told. */
export interface RulesMaker {
  field(field: NamedField): Promise<boolean>;
  segment(segment: NamedSegment): Promise<boolean>;
  /** The shop as it is now; absent when it could not be asked. */
  shop(): Promise<RulesShop | undefined>;
}

/**
 * Makes the fields and segments that rules of a file ask for and this shop has not, and gives the rules with those. Absent
 * when something could not be made: what was made before stays, and is found again by the next try.
 */
export async function makeMissing(content: RulesContent, maker: RulesMaker): Promise<FittedRules | undefined> {
  const before = await maker.shop();
  if (!before) return undefined;
  for (const field of fitRules(content, before).missing.fields) if (!(await maker.field(field))) return undefined;
  // Segments ask for the fields by the ids that those have here.
  let shop = await maker.shop();
  if (!shop) return undefined;
  for (const segment of fitRules(content, shop).missing.segments) {
    if (!(await maker.segment({ ...segment, name: freeName(segment.name, shop) }))) return undefined;
    shop = await maker.shop();
    if (!shop) return undefined;
  }
  return fitRules(content, shop);
}

/** What a field of a file is made from. */
export const fieldRequest = ({ name, kind, currency, choices }: NamedField) => ({
  ...{ name, kind },
  ...(currency === undefined ? {} : { currency }),
  ...(choices.length === 0 ? {} : { choices: choices.map(({ label }) => label) }),
});

/** What a segment of a file is made from: its list as any list begins. */
export const segmentRequest = ({ name, filter }: NamedSegment) => ({
  ...{ name, filter },
  ...({ sort: 'lastPurchaseAt', descending: true } as const),
});
