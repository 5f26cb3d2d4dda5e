interface Option {
  readonly value: string;
  readonly label: string;
}

/** The currencies most shops here sell in; every other one follows. */
const OFTEN = ['CNY', 'TWD', 'HKD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD', 'MYR', 'IDR', 'THB', 'VND', 'PHP', 'KRW', 'AUD'];

/** Every currency with its name in a language. */
export function currencyOptions(language: string): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  const rest = Intl.supportedValuesOf('currency').filter((code) => !OFTEN.includes(code));
  return [...OFTEN, ...rest].map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}

/** Every time zone by its IANA name, also the one that is chosen when the browser does not list it. */
export function zoneOptions(chosen: string): readonly Option[] {
  const all = Intl.supportedValuesOf('timeZone');
  const zones = all.includes('UTC') ? all : ['UTC', ...all];
  return (zones.includes(chosen) ? zones : [chosen, ...zones]).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
}

// ISO 3166-1 alpha-2, the codes officially assigned.
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
  'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** Every region with its name in a language, in that language's order. */
export function regionOptions(language: string): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const order = new Intl.Collator(language);
  return CODES.split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => order.compare(a.label, b.label));
}
