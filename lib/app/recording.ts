import type { ActionId, CustomerId, InteractionId, OrderId } from '../domain/ids.ts';
import type { PersonOnPage, RecordState } from '../domain/page-context.ts';
import type { Source } from '../domain/profile.ts';
import type { SeenMessage, Sighting } from '../domain/sighting.ts';
import { accountKey } from '../identity/account-key.ts';
import { phoneTail } from '../identity/normalise-phone.ts';
import type { Reader } from '../storage/reader.ts';
import type { Edit } from '../storage/store.ts';
import type { AppDeps } from './deps.ts';
import { identityEdits, identityKey } from './identities.ts';
import { accountLookup, emailKey, tailKey } from './keys.ts';
import { orderEdits, orderIds } from './orders.ts';
import { certainCustomer, type Recognised } from './recognise.ts';
import { readSettings } from './settings.ts';

/** A page as far as recording is concerned. */
export interface Scene {
  readonly sighting: Sighting;
  readonly origin: string;
  readonly recognised: Recognised;
}

const shopOf = ({ sighting, origin }: Pick<Scene, 'sighting' | 'origin'>) => `${sighting.recipe}:${origin}`;

/** Who a message is with: the sender when it came in, every recipient when it went out. */
function counterparts({ recognised: { people, direction } }: Scene): CustomerId[] {
  const concerned = direction === 'out' ? people.filter((person) => person.role === 'to') : people.slice(0, 1);
  return concerned.map(certainCustomer).filter((id) => id !== undefined);
}

/** A Message-ID is the same everywhere; a site's own id only means something there. */
async function interactionId(
  deps: AppDeps,
  scene: Scene,
  message: SeenMessage,
  customerId: CustomerId,
): Promise<InteractionId> {
  const key = message.key.value;
  const scope = /^<.+@.+>$/.test(key) ? 'message' : `message:${shopOf(scene)}`;
  return (await deps.nameId(scope, `${key} ${customerId}`)) as InteractionId;
}

/** Whether the open message is on file for a customer. */
export async function messageState(
  deps: AppDeps,
  scene: Scene,
  customerId: CustomerId | undefined,
): Promise<RecordState> {
  const excluded = excludedMessage(scene);
  if (excluded) return { type: 'excluded', reason: excluded };
  if (!scene.sighting.message || !customerId) return { type: 'not-recorded' };
  const id = await interactionId(deps, scene, scene.sighting.message, customerId);
  return (await deps.store.read((reader) => reader.get('interactions', id)))
    ? { type: 'recorded', id }
    : { type: 'not-recorded' };
}

/** Nobody on the page but people of whom nothing is kept. */
function excludedMessage({ recognised: { people, excluded } }: Scene) {
  return people.length === 0 ? excluded[0]?.reason : excluded.find((entry) => entry.reason === 'never-list')?.reason;
}

export async function orderState(deps: AppDeps, scene: Scene): Promise<RecordState> {
  const { order } = scene.sighting;
  if (!order) return { type: 'not-recorded' };
  const { orderId } = await orderIds(deps, shopOf(scene), order);
  return (await deps.store.read((reader) => reader.get('orders', orderId)))
    ? { type: 'recorded', id: orderId }
    : { type: 'not-recorded' };
}

/**
 * Puts the open message or order on file for the customers it surely concerns. Seen again, it changes nothing.
 * @param by the user, or the page when the site's setting says "record what I open"
 */
export async function record(deps: AppDeps, scene: Scene, head: { id: ActionId; by: 'user' | 'page' }): Promise<void> {
  const { sighting, recognised } = scene;
  const source: Source =
    head.by === 'user'
      ? { type: 'user' }
      : {
          type: 'page',
          recipe: sighting.recipe,
          anchor: sighting.message?.key.anchor ?? sighting.order?.number.anchor ?? sighting.view,
        };
  const automatic = head.by === 'page' ? { automatic: true as const } : {};
  if (sighting.message && !excludedMessage(scene)) {
    const message = sighting.message;
    const targets = await Promise.all(
      counterparts(scene).map(async (customerId) => ({
        customerId,
        id: await interactionId(deps, scene, message, customerId),
      })),
    );
    if (targets.length > 0) {
      await deps.store.commit({ id: head.id, name: 'record.message', source, ...automatic }, async (reader) => ({
        edits: (await Promise.all(targets.map((target) => messageEdits(reader, deps, scene, message, target)))).flat(),
        reply: true,
      }));
    }
  }
  const buyer = recognised.people[0];
  const customerId = certainCustomer(buyer);
  if (!buyer || !customerId || (sighting.view !== 'order' && sighting.view !== 'customer')) return;
  const ids = sighting.order && (await orderIds(deps, shopOf(scene), sighting.order));
  await deps.store.commit({ id: head.id, name: 'record.order', source, ...automatic }, async (reader) => ({
    edits: [
      ...(sighting.order && ids ? await orderEdits(reader, deps, ids, shopOf(scene), sighting.order, customerId) : []),
      ...(await learnIdentities(reader, deps, scene, buyer, customerId)),
    ],
    reply: true,
  }));
}

async function messageEdits(
  reader: Reader,
  deps: AppDeps,
  scene: Scene,
  message: SeenMessage,
  target: { id: InteractionId; customerId: CustomerId },
): Promise<Edit[]> {
  if (await reader.stored('interactions', target.id)) return [];
  const set = (field: string, value: unknown): Edit[] =>
    value === undefined ? [] : [{ kind: 'set', table: 'interactions', id: target.id, field, value }];
  return [
    ...set('customerId', target.customerId),
    ...set('kind', 'email'),
    ...set('direction', scene.recognised.direction),
    ...set('subject', message.subject?.value ?? ''),
    ...set('at', message.sentAt?.value),
    ...set('messageKey', message.key.value),
    ...set('site', shopOf(scene)),
    ...set('createdAt', deps.now()),
  ];
}

/**
 * A shop's own page about a customer names their addresses: what is missing on file is added. An address that is
 * somebody else's on file stays theirs.
 */
export async function learnIdentities(
  reader: Reader,
  deps: AppDeps,
  { sighting, origin }: Scene,
  { seen }: PersonOnPage,
  customerId: CustomerId,
): Promise<Edit[]> {
  const { region } = await readSettings(reader);
  const account = seen.account && accountKey(sighting.recipe, origin, seen.account.value);
  const given = [
    ['email', seen.email?.value],
    ['phone', seen.phone?.value],
    ['account', account],
  ] as const;
  const edits: Edit[] = [];
  for (const [kind, value] of given) {
    const key = value && identityKey(kind, value, region);
    if (!key) continue;
    const holders = await reader.list(
      'identities',
      'keys',
      kind === 'email' ? emailKey(key) : kind === 'phone' ? tailKey(phoneTail(key)) : accountLookup(key),
    );
    if (holders.some((holder) => holder.key === key && holder.customerId !== customerId)) continue;
    edits.push(...(await identityEdits(reader, deps, customerId, kind, value, region)));
  }
  return edits;
}

/** The record that a note written now is about. */
export async function openRecord(
  deps: AppDeps,
  scene: Scene,
  customerId: CustomerId,
): Promise<{ interactionId?: InteractionId; orderId?: OrderId }> {
  const [message, order] = await Promise.all([messageState(deps, scene, customerId), orderState(deps, scene)]);
  return {
    ...(message.type === 'recorded' ? { interactionId: message.id as InteractionId } : {}),
    ...(order.type === 'recorded' ? { orderId: order.id as OrderId } : {}),
  };
}
