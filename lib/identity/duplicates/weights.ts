/**
 * What agreeing and differing are worth, in bits (log2 of a likelihood ratio), after Fellegi & Sunter 1969, "A Theory for
 * Record Linkage": log2(m / u), m how often two records of one person agree, u how often two different people do. Where a
 * value's own frequency is known, u is that frequency (Winkler 1989, "Frequency-based matching"), so that two 王伟 say
 * less than two Siobhán Kestrel. Frequencies are those of the file itself.
 */

/** How many of a file's people are on file twice. Only the starting point of the odds: halving it costs one bit. */
export const DUPLICATE_SHARE = 0.1;

/** From here on a pair is shown. */
export const LIKELY_BITS = 0;
/** 1,000 to 1; for `sure` the kinds of evidence must be right too. */
export const SURE_BITS = 10;

/** Identifiers that are given to one holder: m, and the share of people who hold theirs together with somebody else. */
export const HELD = {
  // One id of one console is one account: two holders are a mistake of the file.
  account: { m: 0.9, sharing: 0.0001 },
  nick: { m: 0.9, sharing: 0.01 },
  relay: { m: 0.6, sharing: 0.005 },
  email: { m: 0.55, sharing: 0.03 },
  // A role mailbox (info@ …) is a firm's.
  role: { m: 0.55, sharing: 1 },
  phone: { m: 0.6, sharing: 0.06 },
  address: { m: 0.5, sharing: 1.5 },
} as const;

export const NAME_M = {
  equal: 0.85,
  // One has a part more, or an initial for a part.
  part: 0.3,
  alike: 0.06,
  surnameOnly: 0.9,
} as const;

export const BITS = {
  /** Chance of one name being a slip away from another one that shares its other parts. */
  slipU: 0.002,
  /** Chance of a given name beginning with a certain letter. */
  initialU: 0.08,
  alikeMax: 12,
  /** A Chinese name of three characters with one other: a slip, or brothers. */
  hanSlip: 0,
  /** A Chinese given name of two characters is shared by about one in five hundred. */
  givenOnly: 6,
  /** Parts in common, and others that differ: a family. */
  surname: -6,
  otherName: -8,
  birthdayM: 0.95,
  /** Day and month swapped, or one digit wrong. */
  birthdayNear: -2,
  otherBirthday: -7,
  otherGeneration: -8,
  /** People change their numbers and addresses, and have several. */
  otherEmail: -1.5,
  otherPhone: -1.5,
  otherAccount: -2.5,
  otherCompany: -0.5,
  companyM: 0.5,
  companyMax: 5,
  /** One address spelt in two ways, and one with its flat or postcode left out: neighbours write that too. */
  addressSpelling: 2,
  addressPart: 4,
  /** The same local part at another provider, or a slip in the address. */
  emailAlike: 8,
  /** The same, where the local part is only the name: others of that name would choose it too. */
  emailAlikeByName: 3,
  /** All digits but one. */
  phoneAlike: 6,
  /** Households share several things at once: what agrees beside the best counts by this much. */
  sharedTogether: 0.25,
} as const;

/** log2(m / u) of an identifier that `holders` people of `people` have. */
export function heldBits({ m, sharing }: { m: number; sharing: number }, holders: number, people: number): number {
  return Math.log2((m * people) / (sharing * Math.max(1, holders - 1)));
}

/** log2(m / u) of a value that `holders` people of `people` have by chance. */
export function chanceBits(m: number, holders: number, people: number): number {
  return Math.log2((m * people) / Math.max(1, holders - 1));
}
