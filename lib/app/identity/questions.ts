import * as z from 'zod/mini';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import type { RECORDING } from '../../domain/settings.ts';
import { normaliseEmail } from '../../identity/normalise-email.ts';
import { relayOf } from '../../identity/relay.ts';
import type { AskedQuestion } from '../../messaging/beside.ts';
import { BridgeQuestion } from '../../messaging/bridge-question.ts';
import type { ActionHead, Edit } from '../../storage/action.ts';
import { localKey } from '../../storage/database.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import { emailKey, personKey } from '../keys.ts';
import type { Pages } from '../page/pages.ts';
import type { Scene } from '../page/recording.ts';
import { readSite } from '../page/sites.ts';
import { newIdentity, standsFor } from './identities.ts';
import { joinEdits } from './merges.ts';
import { type Bridged, bridgeIn, senderIn } from './order-bridge.ts';
import { rejectionEdits } from './rejections.ts';

const QUESTIONS = 'questions';
/** Older ones make room: nobody answers more. */
const MOST = 500;

/** Links the senders of mails to the buyers of the orders they name: sure ones at once, the rest as questions. */
export interface OrderBridge {
  /** Looks at an open message. Where the user records on demand only, what is sure is asked too. */
  consider(scene: Scene): Promise<void>;
}

export function createOrderBridge(deps: AppDeps): OrderBridge {
  return {
    async consider(scene) {
      if (!senderIn(scene)) return;
      const [bridged, site] = await deps.store.read(async (reader) => [
        await bridgeIn(reader, scene),
        await readSite(reader, scene.origin),
      ]);
      if (!bridged || bridged.decision.type === 'no') return;
      const recording: (typeof RECORDING)[number] | undefined = site?.recording;
      if (bridged.decision.type === 'sure' && recording !== 'ask') await link(deps, scene, bridged);
      else await keep(deps, questionOf(deps, bridged));
    },
  };
}

/** The address becomes the buyer's, with what it rests on; the user can take it back by the identity or by its action. */
async function link(deps: AppDeps, scene: Scene, bridged: Bridged): Promise<void> {
  const { decision, sender } = bridged;
  if (decision.type !== 'sure') return;
  const anchor = scene.sighting.message?.subject?.anchor ?? scene.sighting.message?.key.anchor ?? scene.sighting.view;
  const head: ActionHead = {
    id: deps.newId() as ActionId,
    name: 'bridge.link',
    source: { type: 'page', recipe: scene.sighting.recipe, anchor },
    automatic: true,
  };
  await deps.store.commit(head, async (reader) => {
    // Somebody may have said something since it was looked at.
    const now = await bridgeIn(reader, scene);
    if (now?.decision.type !== 'sure' || now.decision.customerId !== decision.customerId)
      return { edits: [], reply: null };
    const number = now.orders[0]?.found.number ?? '';
    const evidence = [...decision.evidence];
    const edits = linkEdits(deps, decision.customerId, sender.email.key, bridged.display, { number, evidence });
    const likely = { kind: 'set', table: 'identities', field: 'confidence', value: 'likely' } as const;
    return { edits: [...edits, { ...likely, id: edits[0]?.id ?? '' }], reply: null };
  });
}

function linkEdits(
  deps: AppDeps,
  customerId: CustomerId,
  email: string,
  display: string,
  { number, evidence }: { number: string; evidence: readonly string[] },
): Edit[] {
  const relay = relayOf(email);
  const edits = newIdentity(deps, customerId, relay ? 'relay' : 'email', relay?.base ?? email, display);
  const id = edits[0]?.id ?? '';
  return [
    ...edits,
    { kind: 'set', table: 'identities', id, field: 'bridge', value: { orderNumber: number, evidence: [...evidence] } },
  ];
}

function questionOf(deps: AppDeps, { sender, display, orders, decision }: Bridged): BridgeQuestion {
  const asked =
    decision.type === 'question' ? decision.customerIds : decision.type === 'sure' ? [decision.customerId] : [];
  const about = orders.filter(({ buyer }) => asked.includes(buyer.customerId));
  return {
    id: `${sender.email.key} ${[...asked].sort().join(' ')}`,
    email: sender.email.key,
    name: sender.names[0] ?? '',
    display,
    orders: about.map(({ found, buyer }) => ({ number: found.number, customerId: buyer.customerId })),
    evidence: decision.type === 'no' ? [] : [...decision.evidence],
    seenAt: deps.now(),
  };
}

const questionsIn = (list: readonly unknown[]): BridgeQuestion[] =>
  list.flatMap((one) => {
    const question = z.safeParse(BridgeQuestion, one);
    return question.success ? [question.data] : [];
  });
const kept = async (reader: Reader): Promise<BridgeQuestion[]> => questionsIn(await reader.local(QUESTIONS));

/** Changes what is kept, the newest first. */
async function write(
  deps: AppDeps,
  change: (held: readonly BridgeQuestion[]) => readonly BridgeQuestion[],
): Promise<void> {
  await deps.store.writeLocal(async (transaction) => {
    const meta = transaction.objectStore('meta');
    const held = questionsIn(((await meta.get(localKey(QUESTIONS))) as readonly unknown[] | undefined) ?? []);
    await meta.put(change(held).slice(0, MOST), localKey(QUESTIONS));
  });
}

const keep = (deps: AppDeps, question: BridgeQuestion): Promise<void> =>
  write(deps, (held) => [question, ...held.filter(({ id }) => id !== question.id)]);

/** A question as it stands now; nothing when it has answered itself: by hand, by a merge, by a customer who is gone. */
async function asked(reader: Reader, question: BridgeQuestion): Promise<AskedQuestion | undefined> {
  const rejected = new Set<string>();
  for (const { customerId } of await reader.find('rejections', personKey(question.email)))
    rejected.add((await reader.whole(customerId)).id);
  const holders = await reader.find('identities', emailKey(question.email));
  const held = new Set(await Promise.all(holders.map(async ({ customerId }) => (await reader.whole(customerId)).id)));
  const buyers = new Map<CustomerId, AskedQuestion['buyers'][number]>();
  for (const { customerId } of question.orders) {
    const buyer = await reader.whole(customerId);
    const [customer] = buyer.list('customers');
    if (!customer || rejected.has(customer.id)) continue;
    if (held.has(customer.id)) return undefined;
    const email = buyer.list('identities').find(({ kind }) => kind === 'email')?.display ?? '';
    buyers.set(customer.id, { customerId: customer.id, name: customer.name ?? '', email });
  }
  return buyers.size === 0 ? undefined : { ...question, buyers: [...buyers.values()] };
}

export function questionHandlers(deps: AppDeps, pages: Pages, bridge: OrderBridge): HandlersOf<'questions'> {
  const open = async (reader: Reader, questions: readonly BridgeQuestion[]): Promise<AskedQuestion[]> => {
    const found: AskedQuestion[] = [];
    for (const question of questions) {
      const one = await asked(reader, question);
      if (one) found.push(one);
    }
    return found;
  };

  return {
    'questions.list': async () =>
      done(JSON.stringify(await deps.store.read(async (reader) => open(reader, await kept(reader))))),

    async 'questions.here'({ key }, caller) {
      const scene = caller.tabId === undefined ? undefined : await pages.scene(caller.tabId);
      const sender = scene && senderIn(scene);
      const email = sender?.seen.email && normaliseEmail(sender.seen.email.value)?.key;
      if (!scene || sender?.key !== key || !email) return done(null);
      await bridge.consider(scene);
      const [question] = await deps.store.read(async (reader) => {
        const about = (await kept(reader)).filter((one) => one.email === email);
        return open(reader, about);
      });
      return done(question ? JSON.stringify(question) : null);
    },

    async 'questions.answer'({ actionId, id, customerId }) {
      const question = (await deps.store.read(kept)).find((one) => one.id === id);
      if (!question) return notFound;
      const answered = await deps.store.commit(
        { id: actionId, name: 'questions.answer', source: { type: 'user' } },
        async (reader) => {
          if (customerId === undefined) return { edits: await noneOfThem(reader, question), reply: true };
          const owner = await standsFor(reader, customerId);
          if (!(await reader.get('customers', owner))) return { edits: [], reply: false };
          return { edits: await sameEdits(reader, question, owner, actionId), reply: true };
        },
      );
      if (!answered) return notFound;
      await write(deps, (held) => held.filter((one) => one.id !== id));
      return done({ actionId });
    },
  };

  /** The address becomes the buyer's. Who has it alone until now is the same person then. */
  async function sameEdits(
    reader: Reader,
    { orders, evidence, email, display }: BridgeQuestion,
    owner: CustomerId,
    actionId: ActionId,
  ): Promise<Edit[]> {
    const holders = await reader.find('identities', emailKey(email));
    const others = holders.filter(({ key, shared }) => !shared && (key === email || key === relayOf(email)?.base));
    if (others.length > 0) {
      const ids = [owner, ...new Set(others.map(({ customerId }) => customerId))];
      return (await joinEdits(reader, deps, [ids], actionId)).edits;
    }
    const number = orders.find((order) => order.customerId === owner)?.number ?? orders[0]?.number ?? '';
    const again: Edit[] = (await reader.find('rejections', personKey(email)))
      .filter(({ customerId }) => customerId === owner)
      .map(({ id }) => ({ kind: 'set', table: 'rejections', id, field: 'deleted', value: true }));
    return [...linkEdits(deps, owner, email, display, { number, evidence }), ...again];
  }

  async function noneOfThem(reader: Reader, { email, orders }: BridgeQuestion): Promise<Edit[]> {
    const edits: Edit[] = [];
    for (const id of new Set(orders.map(({ customerId }) => customerId)))
      for (const member of (await reader.whole(id)).members)
        edits.push(...rejectionEdits(deps, email, member.id as CustomerId));
    return edits;
  }
}
