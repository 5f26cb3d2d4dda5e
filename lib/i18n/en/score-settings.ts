/** The settings that scores are worked out under. */
export const scoreSettings = {
  'score-settings.title': 'Scores',
  'score-settings.zone': 'Time zone of the shop',
  'score-settings.zone.own': 'As on this computer',
  'score-settings.zone.hint': 'Orders of one calendar day count as one purchase.',
  'score-settings.currency': 'Currency of all amounts',
  'score-settings.currency.own': 'The most frequent one on file',
  'score-settings.rates': 'Exchange rates',
  'score-settings.rates.hint':
    'Amounts in a currency without a rate are left out of money. Their orders still count as purchases.',
  'score-settings.rate': '1 {currency} in {base}',
  'score-settings.rate.bad': 'Please enter a number above 0.',
  'score-settings.margin': 'Margin in per cent',
  'score-settings.margin.hint': 'What stays of 100 of revenue. Without it values are shown as revenue.',
  'score-settings.margin.bad': 'Please enter a number from 0 to 100.',
  'score-settings.begins': 'Orders on file begin on',
  'score-settings.begins.hint': 'If the shop is older than its orders here: earlier customers would look new.',
  'score-settings.referral': 'Field that says who sent a customer',
  'score-settings.referral.none': 'None',
  'score-settings.referral.no-field': 'There is none yet: add one for it under “Custom fields”.',
  'score-settings.referral.hint': 'Whoever has anything in it, or yes, counts as sent by somebody.',
  'score-settings.horizon': 'Look ahead, in days',
  'score-settings.horizon.hint':
    'Empty: the time within which 80 % of those who come back have come back (90 days until that can be told).',
  'score-settings.horizon.bad': 'Please enter a whole number from 1 to 730.',
} as const;
