/** What kind of trouble a check looks for, gravest to a campaign first. */
export const QUALITY_GROUPS = ['missing', 'invalid', 'suspicious', 'stale'] as const;
export type QualityGroup = (typeof QUALITY_GROUPS)[number];

/**
 * What the data-quality report looks for. A check is three lines: its group here, its test in `lib/app/quality/checks.ts`,
 * its words in the catalogues (`quality.NAME`).
 */
export const QUALITY_CHECKS = {
  'no-contact': 'missing',
  'no-name': 'missing',
  'bad-email': 'invalid',
  'bad-phone': 'invalid',
  'bad-birthday': 'invalid',
  'future-message': 'invalid',
  'future-order': 'suspicious',
  'zero-total': 'suspicious',
  'no-currency': 'suspicious',
  'no-order-date': 'suspicious',
  'phone-no-country': 'suspicious',
  inactive: 'stale',
  unconfirmed: 'stale',
} as const satisfies Record<string, QualityGroup>;
export type QualityCheck = keyof typeof QUALITY_CHECKS;
export const QUALITY_CHECK_IDS = Object.keys(QUALITY_CHECKS) as readonly QualityCheck[];
