// usage: node tests/sites/real/verify-roundcube.ts url=http://127.0.0.1:PORT/ truth=FILE [layout=list]
// Reads every seeded message of a running Roundcube bed, in the preview pane and in full, and every list, and compares
// with the bed's truth. Ends with 1 when a fact is wrong or absent.
import { readFileSync } from 'node:fs';
import type { SeenPerson, Sighting } from '../../../lib/domain/sighting.ts';
import { parseMailboxes } from '../../../lib/sites/mailboxes.ts';
import { sameAddressKey } from '../../../lib/sites/text.ts';
import { login, openFolder, openMessage, openPreview, openReply } from '../../e2e/drive/roundcube.ts';
import { Score, startReading } from './harness.ts';

/** Some fields were seeded as raw text, to be read by the reader under test; the address of the sender is given besides. */
type TruthAddress = { email: string } | { raw: string };
interface TruthMessage {
  id: string;
  folder: string;
  uid: number;
  messageId: string;
  date: string;
  subject: string | null;
  fromEmail: string;
  from: TruthAddress[];
  to: TruthAddress[];
  cc: TruthAddress[];
  replyTo: TruthAddress[];
  kind: string;
  customers: string[];
}

const options = Object.fromEntries(process.argv.slice(2).map((option) => option.split(/=(.*)/s).slice(0, 2)));
const truth: {
  owner: unknown;
  customers: Record<string, { name: string; emails: string[]; phone: string }>;
  messages: TruthMessage[];
} = JSON.parse(readFileSync(options.truth, 'utf8'));
const bed = {
  url: options.url,
  user: options.user ?? 'agent@helpdesk.example',
  password: options.password ?? 'test-only-pass',
};

const addresses = (people: readonly SeenPerson[], role: string) =>
  people
    .filter((person) => person.role === role)
    .map((person) => sameAddressKey(person.email?.value ?? ''))
    .sort()
    .join();
const wanted = (list: readonly TruthAddress[]) =>
  list
    .flatMap((entry) => ('raw' in entry ? parseMailboxes(entry.raw) : entry.email.includes('@') ? [entry] : []))
    .map((entry) => sameAddressKey(entry.email))
    .sort()
    .join();

function compare(score: Score, message: TruthMessage, sighting: Sighting | null, view: string): void {
  const at = `${view} ${message.folder}/${message.id}`;
  score.fact(`${at} view`, sighting?.view, 'message');
  if (!sighting) return;
  score.fact(`${at} owner`, sighting.owner?.value, bed.user);
  score.fact(`${at} from`, addresses(sighting.people, 'from'), wanted(message.from));
  score.fact(
    `${at} first author`,
    sameAddressKey(sighting.people.find((person) => person.role === 'from')?.email?.value ?? ''),
    message.fromEmail,
  );
  score.fact(`${at} to`, addresses(sighting.people, 'to'), wanted(message.to));
  score.fact(`${at} cc`, addresses(sighting.people, 'cc'), wanted(message.cc));
  score.fact(`${at} reply-to`, addresses(sighting.people, 'reply-to'), wanted(message.replyTo));
  score.fact(`${at} key`, sighting.message?.key.value, `<${message.messageId}>`);
  score.fact(`${at} date`, sighting.message?.sentAt?.value, Date.parse(message.date));
  score.fact(
    `${at} subject`,
    sighting.message?.subject?.value.replace(/\s+/g, ' '),
    message.subject?.replace(/\s+/g, ' ').trim() || undefined,
  );
  // Each customer of the message can be found by something that was read.
  for (const key of message.customers) {
    const customer = truth.customers[key];
    const body = sighting.message?.body;
    const emails = [...sighting.people.map((person) => person.email?.value ?? ''), ...(body?.emails ?? [])].map(
      sameAddressKey,
    );
    const digits = (text: string) => text.replace(/\D/g, '').slice(-4);
    const found =
      customer?.emails.some((email) => emails.includes(sameAddressKey(email))) ||
      body?.names.some((name) => customer?.name.includes(name)) ||
      body?.phones.some((phone) => digits(phone) === digits(customer?.phone ?? ''));
    score.fact(`${at} customer`, found ? key : undefined, key);
  }
}

const { browser, read } = await startReading();
const page = await (
  await browser.newContext({ viewport: { width: 1400, height: 900 }, timezoneId: 'Asia/Shanghai' })
).newPage();
await login(page, bed);
const score = new Score();
const folders: Record<string, string> = { '客户/华信': '&W6JiNw-/&U05P4Q-' };
for (const folder of new Set(truth.messages.map((message) => message.folder))) {
  const messages = truth.messages.filter((message) => message.folder === folder);
  const mbox = folders[folder] ?? folder;
  await openFolder(page, bed, mbox);
  const list = await read(page);
  score.fact(
    `list ${folder}`,
    list?.rows.length,
    messages.length - messages.filter((message) => message.id === 'mu2').length,
  );
  const rowAddresses = list?.rows
    .map((row) => sameAddressKey(row.people[0]?.email?.value ?? ''))
    .sort()
    .join();
  const sent = ['Sent', 'Drafts'].includes(folder);
  const expected = messages
    .filter((message) => message.id !== 'mu2')
    .map((message) => sameAddressKey((sent ? wanted(message.to.slice(0, 1)) : message.fromEmail) ?? ''));
  score.fact(`list people ${folder}`, rowAddresses, expected.sort().join());
  if (sent)
    score.fact(`list role ${folder}`, list?.rows.every((row) => row.people[0]?.role === 'to') ? 'to' : 'other', 'to');
  for (const message of messages) {
    if (options.layout !== 'list') compare(score, message, await read(await openPreview(page, message.uid)), 'preview');
  }
  for (const message of messages) {
    await openMessage(page, bed, message.uid, mbox);
    compare(score, message, await read(page), 'full');
  }
}
for (const message of truth.messages.filter((one) => one.kind === 'direct' && one.folder === 'INBOX')) {
  await openReply(page, bed, message.uid);
  const compose = await read(page);
  score.fact(`reply ${message.id} view`, compose?.view, 'compose');
  score.fact(`reply ${message.id} to`, addresses(compose?.people ?? [], 'to'), sameAddressKey(message.fromEmail));
}
await browser.close();
score.print(`Roundcube ${bed.url}`);
process.exit(score.wrong + score.absent > 0 ? 1 : 0);
