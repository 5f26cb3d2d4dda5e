import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Bed {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Path of the file that says what is true of the seeded data. */
  readonly truth: string;
}

/** Starts a test bed, or finds it running, and reads its READY line. */
async function start(script: string, env: Record<string, string>): Promise<Bed> {
  const { stdout } = await run('bash', [script], { env: { ...process.env, ...env }, maxBuffer: 1 << 24 });
  const ready = stdout.trim().split('\n').at(-1) ?? '';
  if (!ready.startsWith('READY')) throw new Error(`${script} did not get ready: ${ready}`);
  const fields = Object.fromEntries(
    ready
      .split(' ')
      .filter((part) => part.includes('='))
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const url = fields.url ?? ready.split(' ')[1];
  const { user, password, truth } = fields;
  if (!url || !user || !password || !truth) throw new Error(`unreadable: ${ready}`);
  return { url, user, password, truth };
}

export interface RoundcubeOptions {
  readonly skin?: 'elastic' | 'larry';
  readonly layout?: 'widescreen' | 'desktop' | 'list';
  readonly language?: 'en_US' | 'zh_CN';
}

// `npm test` gives each run a folder and ports of its own, so that two runs on one machine do not meet.
const FOLDER = process.env.BEDS_FOLDER ?? '/tmp';
const FIRST_PORT = Number(process.env.BEDS_FIRST_PORT ?? 19110);
const SHOP_PORT = process.env.BEDS_FIRST_PORT === undefined ? 4871 : FIRST_PORT - 10;

/** A Roundcube of its own for each combination, each on its own ports. */
export function startRoundcube({
  skin = 'elastic',
  layout = 'widescreen',
  language = 'en_US',
}: RoundcubeOptions = {}): Promise<Bed> {
  const skins = ['elastic', 'larry'];
  const layouts = ['widescreen', 'desktop', 'list'];
  const slot = skins.indexOf(skin) * 100 + layouts.indexOf(layout) * 200 + (language === 'zh_CN' ? 400 : 0);
  return start('tests/testbeds/roundcube/start.sh', {
    TB_DIR: `${FOLDER}/tb-rc-${FIRST_PORT + slot * 3}`,
    TB_HTTP_PORT: String(FIRST_PORT + slot * 3),
    TB_IMAP_PORT: String(FIRST_PORT + 2 + slot * 3),
    TB_SMTP_PORT: String(FIRST_PORT + 1 + slot * 3),
    TB_SKIN: skin,
    TB_LAYOUT: layout,
    TB_LANG: language,
    TB_PAGESIZE: '100',
    TB_RESEED: '1',
  });
}

export function startShop({ language = 'en', csp = '' }: { language?: 'en' | 'zh'; csp?: string } = {}): Promise<Bed> {
  const port = SHOP_PORT + (language === 'zh' ? 1 : 0) + (csp ? 2 : 0);
  return start('tests/testbeds/shop/start.sh', {
    SHOP_PORT: String(port),
    SHOP_STATE: `${FOLDER}/tb-shop-${port}`,
    SHOP_LANG: language,
    SHOP_CSP: csp,
  });
}

export async function readTruth<T>(bed: Bed): Promise<T> {
  return JSON.parse(await readFile(bed.truth, 'utf8')) as T;
}

export interface RoundcubeTruth {
  readonly customers: Record<string, { name: string; org: string; emails: string[]; phone: string }>;
  readonly messages: readonly {
    id: string;
    folder: string;
    uid: number;
    messageId: string;
    subject: string;
    fromEmail: string;
    kind: string;
    customers: string[];
  }[];
}

export interface ShopTruth {
  readonly customers: readonly {
    key: string;
    id: string;
    full: string;
    email: string;
    phone: string;
    trap?: string;
    sameAs?: string;
    guest: boolean;
  }[];
  readonly orders: readonly {
    id: string;
    code: string;
    customer: string;
    customerId: string;
    state: string;
    placedAt: string;
    currency: string;
    total: number;
    refunded: number;
    lines: readonly { sku: string; qty: number; unit: number }[];
  }[];
}
