import { afterEach, describe, expect, it } from 'vitest';
import { login } from './drive/roundcube.ts';
import { type RoundcubeOptions, type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { faultsOf, visitMessages } from './harness/every-page.ts';

const beds: readonly (RoundcubeOptions & { readonly list?: 'threads' })[] = [
  { skin: 'elastic' },
  { skin: 'elastic', list: 'threads' },
  { skin: 'elastic', language: 'zh_CN' },
  { skin: 'larry', layout: 'widescreen' },
  { skin: 'larry', layout: 'desktop', language: 'zh_CN' },
  { skin: 'larry', layout: 'list' },
];

describe.each(beds)('Roundcube $skin $layout $language $list', (options) => {
  let browser: Chromium | undefined;
  afterEach(() => browser?.close());

  it('shows the right person beside every seeded message, and nobody beside the others', async () => {
    const bed = await startRoundcube(options);
    const truth = await readTruth<RoundcubeTruth>(bed);
    const own = await startChromium();
    browser = own;
    const ids = await fileCustomers((request) => own.call('customers.create', request), mailboxCustomers(truth));
    const page = await own.context.newPage();
    await login(page, bed);
    const verdicts = await visitMessages({ browser: own, page, bed, truth, ids }, options);
    expect(faultsOf(verdicts)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(55);
  });
});
