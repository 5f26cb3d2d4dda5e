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
