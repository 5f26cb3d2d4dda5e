import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NewCustomer } from '../../../lib/messaging/contract.ts';
import { actionId, mailboxCustomers } from '../../e2e/harness/customers-of-truth.ts';
import { launch } from './devtools.ts';
import { type OwnPage, openOwnPage } from './extension.ts';
import type { Mailbox } from './mail.ts';
import { randomFrom } from './stats.ts';

const FILE_SIZE = 10_000;
const CHUNK = 1000;
const DAY_MS = 86_400_000;
/** The browser's own, in which its days begin. */
const TIME_ZONE = 'Asia/Shanghai';
const FAMILY = [...'王李张刘陈杨黄赵吴周', 'Smith', 'Garcia', 'Novak', 'Rossi', 'Meyer', 'Silva', 'Khan', 'Ito'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋', 'Anna', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hana', 'Ivan'];

/** Customers of a shop in business for three years, with about three orders each: the same ones on each run. */
export function someCustomers(count: number): NewCustomer[] {
  const random = randomFrom(10_007);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  return Array.from({ length: count }, (_, index) => ({
    name: `${pick(GIVEN)} ${pick(FAMILY)}${random(4) === 0 ? ` ${index}` : ''}`,
    emails: [`buyer${index}@mail-${index % 97}.example`],
    phones: [`+86 138 ${String(1000 + random(9000))} ${String(1000 + random(9000))}`],
    ...(random(5) === 0 ? { notes: [`prefers parcels on day ${random(28)}`] } : {}),
    orders: Array.from({ length: random(7) }, (_order, nth) => ({
      number: `B-${index}-${nth}`,
      placedAt: Date.now() - random(3 * 365) * DAY_MS,
      currency: 'CNY',
      totalMinor: 1000 + random(500_000),
      lines: [{ sku: `S-${random(300)}`, name: `Item ${random(300)}`, quantity: 1 + random(3) }],
    })),
  }));
}

/** Files ten thousand customers, the people of the mailbox among them. */
async function fileCustomers(own: OwnPage, mailbox: Mailbox): Promise<void> {
  const { given } = mailboxCustomers(mailbox.truth);
  const all = [...someCustomers(FILE_SIZE - given.length), ...given];
  for (let from = 0; from < all.length; from += CHUNK)
    await own.call('customers.create', { actionId: actionId(), customers: all.slice(from, from + CHUNK) });
  const { customers } = await own.call('store.stats', {});
  if (customers !== FILE_SIZE) throw new Error(`${customers} customers are on file`);
  // They are scored, and their purchases counted, once a day: it is over when it is answered.
  await own.call('offers.pairs', {});
}

const KEPT = path.resolve('.output/bench/profile');

/**
 * A browser profile of its own with ten thousand customers on file in it, made by this very build through its own door.
 * Filing takes a while, so one is kept and copied as long as the build and the day are the same.
 */
export async function profileWithFile(
  extension: string,
  mailbox: Mailbox,
): Promise<{ profile: string; remove(): Promise<void> }> {
  const hash = createHash('sha256').update(extension);
  hash.update(await readFile(path.join(extension, 'background.js'))).update(JSON.stringify(mailbox.truth.customers));
  hash.update(new Date().toLocaleDateString('en', { timeZone: TIME_ZONE }));
  const stamp = hash.digest('hex');
  const stampFile = `${KEPT}.txt`;
  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) {
    await rm(stampFile, { force: true });
    await rm(KEPT, { recursive: true, force: true });
    const browser = await launch({ extensions: [extension], profile: KEPT });
    await fileCustomers(await openOwnPage(browser), mailbox);
    await browser.close();
    await writeFile(stampFile, stamp);
  }
  const profile = await mkdtemp(path.join(tmpdir(), 'bench-file-'));
  await cp(KEPT, profile, { recursive: true });
  return { profile, remove: () => rm(profile, { recursive: true, force: true, maxRetries: 5 }) };
}
