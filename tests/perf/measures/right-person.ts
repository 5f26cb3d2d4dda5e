import { login as logInToMail } from '../../e2e/drive/roundcube.ts';
import { login as logInToShop } from '../../e2e/drive/vendure.ts';
import { type RoundcubeTruth, readTruth, type ShopTruth, startRoundcube, startShop } from '../../e2e/harness/beds.ts';
import { startChromium } from '../../e2e/harness/chromium.ts';
import { fileCustomers, mailboxCustomers, shopCustomers } from '../../e2e/harness/customers-of-truth.ts';
import { faultsOf, type Verdict, visitCustomers, visitMessages, visitOrders } from '../../e2e/harness/every-page.ts';
import type { Figure, Measure } from '../harness/figure.ts';

/** Every seeded message of Roundcube and every order and customer of Vendure, against the truth they were seeded from. */
export const rightPerson: Measure = {
  name: 'right-person',
  async run({ extension, say }) {
    const mail = await messages(extension);
    say(`${mail.length} messages`);
    const shop = await records(extension);
    say(`${shop.length} orders and customers`);
    return {
      figures: [figureOf('Roundcube messages', mail, 55), figureOf('Vendure orders and customers', shop, 40)],
      raw: { faults: faultsOf([...mail, ...shop]), pages: [...mail, ...shop].map(({ page }) => page) },
    };
  },
};

function figureOf(what: string, verdicts: readonly Verdict[], atLeast: number): Figure {
  const right = verdicts.filter((verdict) => verdict.isRight && verdict.hasFacts).length;
  const wrong = verdicts.filter((verdict) => verdict.isWrongPerson).length;
  const share = verdicts.length > 0 ? (right / verdicts.length) * 100 : 0;
  return {
    what,
    value: `right person and facts on ${right} of ${verdicts.length} (${share.toFixed(1)} %), wrong person on ${wrong}`,
    bar: '100 %, 0 wrong',
    isMet: verdicts.length >= atLeast && right === verdicts.length && wrong === 0,
  };
}

async function messages(directory: string): Promise<Verdict[]> {
  const bed = await startRoundcube();
  const truth = await readTruth<RoundcubeTruth>(bed);
  const browser = await startChromium({ directory });
  const ids = await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
  const page = await browser.context.newPage();
  await logInToMail(page, bed);
  const verdicts = await visitMessages({ browser, page, bed, truth, ids }, {});
  await browser.close();
  return verdicts;
}

async function records(directory: string): Promise<Verdict[]> {
  const bed = await startShop();
  const origin = new URL(bed.url).origin;
  const truth = await readTruth<ShopTruth>(bed);
  const browser = await startChromium({ directory });
  const ids = await fileCustomers((request) => browser.call('customers.create', request), shopCustomers(truth, origin));
  const page = await browser.context.newPage();
  await logInToShop(page, { ...bed, origin });
  const walk = { browser, page, bed, truth, ids };
  const verdicts = [...(await visitOrders(walk)), ...(await visitCustomers(walk))];
  await browser.close();
  return verdicts;
}
