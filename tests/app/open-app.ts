import { type App, createApp } from '../../lib/app/handlers.ts';
import { keysOf } from '../../lib/app/keys.ts';
import { createTabs, type DocumentAt, type SessionMemory } from '../../lib/app/page/tabs.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { nameId } from '../../lib/crypto/name-id.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { SeenPerson, Sighting, TextFact } from '../../lib/domain/sighting.ts';
import type { Compute } from '../../lib/messaging/compute-work.ts';
import type { Method, NewCustomer, Push, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import type { Database } from '../../lib/storage/database.ts';
import type { StoreOptions } from '../../lib/storage/deps.ts';
import { openCurrent } from '../../lib/storage/place.ts';
import type { Store } from '../../lib/storage/store.ts';
import { newAction, nextId, openTestStore } from '../storage/open-test-store.ts';
import { computeHere } from './compute-here.ts';

export const ORIGIN = 'https://mail.example';
export const TAB = 7;

export interface TestApp {
  readonly app: App;
  readonly store: Store;
  readonly time: { now: number };
  /** What is written below, for tests that look there. */
  readonly database: Database;
  /** Everything a panel over the tab was told, in order. */
  readonly pushed: { context: PageContext; profile?: Profile }[];
  readonly drawn: unknown[];
  /** What every page of ours was told. */
  readonly told: Push[];
  /** Asks as the panel of the tab; throws the failure's type. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  file(...customers: NewCustomer[]): Promise<CustomerId[]>;
  /** The use-cases anew over the same database, as after the worker was stopped. */
  reopen(): Promise<TestApp>;
}

/** The whole of the use-cases over a database and session memory of their own. */
export async function openApp(
  memory: SessionMemory = inMemory(),
  { worker = (own) => own, ...options }: Pick<StoreOptions, 'journalFull'> & Partial<Pick<Below, 'worker'>> = {},
): Promise<TestApp> {
  return appOver({ ...(await openTestStore({ keysOf, summaryOf, ...options })), worker }, memory);
}

interface Below extends Pick<TestApp, 'store' | 'database' | 'time'> {
  /** The compute worker as the use-cases ask it. */
  readonly worker: (own: Compute) => Compute;
}
function appOver(below: Below, memory: SessionMemory): TestApp {
  const { store, time } = below;
  const pushed: TestApp['pushed'] = [];
  const drawn: unknown[] = [];
  const told: Push[] = [];
  const app = createApp({
    store,
    now: () => time.now,
    newId: nextId,
    nameId,
    pace: createPace,
    tabs: createTabs(memory),
    siteOf: async () => ({ type: 'none' }),
    recipeName: () => 'Webmail',
    recipeNameOf: () => undefined,
    publish: (_tab, page) => pushed.push(page),
    draw: (_tab, _frame, what) => drawn.push(what),
    grants: { list: async () => [ORIGIN], revoke: async () => {} },
    isPersisted: async () => true,
    local: inMemory(),
    newDevice: () => '00000000000000d2',
    tell: (push) => void told.push(push),
    compute: below.worker(computeHere(openBeside)),
  });
  const call: TestApp['call'] = async (method, request) => {
    const answer = await (
      app.handlers[method] as (
        request: unknown,
        caller: object,
      ) => Promise<{ ok: boolean; value: never; error: { type: string } }>
    )(request, { tabId: TAB });
    if (!answer.ok) throw new Error(answer.error.type);
    return answer.value;
  };
  return {
    ...below,
    app,
    reopen: async () => appOver(below, memory),
    pushed,
    drawn,
    told,
    call,
    file: async (...customers) => (await call('customers.create', { actionId: newAction(), customers })).customerIds,
  };
}

/** A connection of the worker's own. */
export async function openBeside(): Promise<Database> {
  const opened = await openCurrent({ onClosed: () => {} });
  if (!opened.ok) throw opened.error;
  return opened.value;
}

export function inMemory(): SessionMemory {
  const held = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(held.get(key)),
    set: async (key, value) => void held.set(key, structuredClone(value)),
    remove: async (key) => void held.delete(key),
  };
}

export const top = (doc = 'doc-of-the-top'): DocumentAt => ({ tabId: TAB, frameId: 0, origin: ORIGIN, doc });
export const child = (doc: string): DocumentAt => ({ tabId: TAB, frameId: 3, origin: ORIGIN, doc });

export const fact = (value: string): TextFact => ({ value, anchor: 'test', kind: 'machine', sure: 1 });

export const person = (role: SeenPerson['role'], email: string, name?: string): SeenPerson => ({
  role,
  email: fact(email),
  ...(name ? { name: fact(name) } : {}),
});

/** An open message from somebody, as the interpreter would tell it. */
export const message = (from: SeenPerson, id = 'm1'): Sighting => ({
  recipe: 'webmail',
  view: 'message',
  owner: fact('me@shop.example'),
  people: [from, person('to', 'me@shop.example')],
  message: { key: fact(`<${id}@mail.example>`), subject: fact('Where is my parcel?') },
  rows: [],
});

/** An order page of a shop console that shows no email. */
export const order = (number: string, buyer: Partial<SeenPerson>, totalMinor = 12_800): Sighting => ({
  recipe: 'console',
  view: 'order',
  people: [{ role: 'buyer', ...buyer }],
  order: {
    number: fact(number),
    currency: fact('CNY'),
    totalMinor: { value: totalMinor, anchor: 'total', kind: 'structure', sure: 1 },
    status: { value: 'paid', anchor: 'status', kind: 'machine', sure: 1 },
    placedAt: { value: 1_789_000_000_000, anchor: 'date', kind: 'machine', sure: 1 },
    lines: [{ sku: 'TEA', name: '龙井绿茶', quantity: 2, unitMinor: 6_400 }],
  },
  rows: [],
});

/** A document that begins, and one read of it. */
export async function show(test: TestApp, at: DocumentAt, sighting: Sighting | null): Promise<void> {
  await test.app.pages.started(at);
  await test.app.pages.seen(at, { sighting, final: true, rev: 1 });
}
