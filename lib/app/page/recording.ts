import type { ActionId, CustomerId, InteractionId, OrderId } from '../../domain/ids.ts';
import type { PersonOnPage, RecordState } from '../../domain/page-context.ts';
import type { SeenMessage, Sighting } from '../../domain/sighting.ts';
import type { Edit } from '../../storage/action.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { isDeleted, type StoredRecord } from '../../storage/record.ts';
import type { AppDeps } from '../deps.ts';
import { identitiesSeen, newIdentity } from '../identity/identities.ts';
import { keysOf } from '../keys.ts';
import { orderEdits, orderIds } from '../orders.ts';
import { readSettings } from '../settings.ts';
import { certainCustomer, type Recognised } from './recognise.ts';

/** A page as far as recording is concerned. */
export interface Scene {
  readonly sighting: Sighting;
  readonly origin: string;
  readonly recognised: Recognised;
}

const shopOf = ({ sighting, origin }: Pick<Scene, 'sighting' | 'origin'>) => `${sighting.recipe}:${origin}`;

/** Who a message is with: the person chosen, else the sender when it came in, every recipient when it went out. */
function counterparts({ recognised: { people, direction } }: Scene, chosen: PersonOnPage | undefined): CustomerId[] {
  const main = direction === 'out' ? people.filter((person) => person.role === 'to') : people.slice(0, 1);
  return (chosen ? [chosen] : main).map(certainCustomer).filter((id) => id !== undefined);
}

/** A Message-ID is the same everywhere; a site's own id only means something there. */
function interactionId(
  deps: Pick<AppDeps, 'nameId'>,
  scene: Scene,
  message: SeenMessage,
  customerId: CustomerId,
): InteractionId {
  const key = message.key.value;
  const scope = /^<.+@.+>$/.test(key) ? 'message' : `message:${shopOf(scene)}`;
  return deps.nameId(scope, `${key} ${customerId}`) as InteractionId;
}

/** Whether the open message is on file for a customer. */
export async function messageState(
  reader: Reader,
  deps: Pick<AppDeps, 'nameId'>,
  scene: Scene,
  customerId: CustomerId | undefined,
): Promise<RecordState> {
  const excluded = excludedMessage(scene);
  if (excluded) return { type: 'excluded', reason: excluded };
  if (!scene.sighting.message || !customerId) return { type: 'not-recorded' };
  const held = await heldMessage(reader, deps, scene, scene.sighting.message, customerId);
  return held && !isDeleted(held) ? { type: 'recorded', id: held.id as InteractionId } : { type: 'not-recorded' };
}

/** The message as it is on file for a person, deleted or not: they may have been merged since it was recorded. */
async function heldMessage(
  reader: Reader,
  deps: Pick<AppDeps, 'nameId'>,
  scene: Scene,
  message: SeenMessage,
  customerId: CustomerId,
): Promise<StoredRecord | undefined> {
  const { members } = await reader.whole(customerId);
  let deleted: StoredRecord | undefined;
  for (const member of members) {
    const held = await reader.stored('interactions', interactionId(deps, scene, message, member.id as CustomerId));
    if (held && !isDeleted(held)) return held;
    deleted ??= held;
  }
  return deleted;
}

/** Nobody on the page but people of whom nothing is kept. */
function excludedMessage({ recognised: { people, excluded } }: Scene) {
  return people.length === 0 ? excluded[0]?.reason : excluded.find((entry) => entry.reason === 'never-list')?.reason;
}

export async function orderState(reader: Reader, deps: Pick<AppDeps, 'nameId'>, scene: Scene): Promise<RecordState> {
  const { order } = scene.sighting;
  if (!order) return { type: 'not-recorded' };
  const { orderId } = orderIds(deps, shopOf(scene), order);
  return (await reader.get('orders', orderId)) ? { type: 'recorded', id: orderId } : { type: 'not-recorded' };
}

/** Who records: the user, for the person shown; or the page, where the site's setting says "record what I open". */
export type Recorder =
  | { readonly by: 'user'; readonly id: ActionId; readonly person: PersonOnPage | undefined }
  | { readonly by: 'page'; readonly id: ActionId };

/**
 * Puts the open message or order on file for the customers it surely concerns. Seen again, it changes nothing. What the
 * user took off the file comes back by the user's own word only. Tells whether anybody was concerned.
 */
export async function record(deps: AppDeps, scene: Scene, recorder: Recorder): Promise<boolean> {
  const { sighting, recognised } = scene;
  const { by, id } = recorder;
  const anchor = sighting.message?.key.anchor ?? sighting.order?.number.anchor ?? sighting.view;
  const head =
    by === 'user'
      ? { id, source: { type: 'user' as const } }
      : { id, source: { type: 'page' as const, recipe: sighting.recipe, anchor }, automatic: true as const };
  const chosen = by === 'user' ? recorder.person : undefined;

  if (sighting.message) {
    const message = sighting.message;
    const targets = (excludedMessage(scene) ? [] : counterparts(scene, chosen)).map((customerId) => ({
      customerId,
      id: interactionId(deps, scene, message, customerId),
    }));
    if (targets.length === 0) return false;
    return deps.store.commit({ ...head, name: 'record.message' }, async (reader) => ({
      edits: (
        await Promise.all(targets.map((target) => messageEdits(reader, deps, scene, message, target, by)))
      ).flat(),
      reply: true,
    }));
  }
  const buyer = chosen ?? recognised.people[0];
  const customerId = certainCustomer(buyer);
  if (!buyer || !customerId || (sighting.view !== 'order' && sighting.view !== 'customer')) return false;
  const { order } = sighting;
  const ids = order && orderIds(deps, shopOf(scene), order);
  return deps.store.commit({ ...head, name: 'record.order' }, async (reader) => ({
    edits: [
      ...(order && ids ? await orderEdits(reader, deps, ids, shopOf(scene), order, customerId, by) : []),
      ...(await learnIdentities(reader, deps, scene, buyer, customerId, by)),
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
  by: Recorder['by'],
): Promise<Edit[]> {
  const set = (field: string, value: unknown): Edit[] =>
    value === undefined ? [] : [{ kind: 'set', table: 'interactions', id: target.id, field, value }];
  const held = await heldMessage(reader, deps, scene, message, target.customerId);
  if (held) {
    const again: Edit = { kind: 'set', table: 'interactions', id: held.id, field: 'deleted', value: null };
    return by === 'user' ? [again] : [];
  }
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
 * somebody else's on file stays theirs, and one that the user took from this customer is not given back by a mere view.
 */
export async function learnIdentities(
  reader: Reader,
  deps: AppDeps,
  { sighting, origin }: Scene,
  { seen }: PersonOnPage,
  customerId: CustomerId,
  by: Recorder['by'],
): Promise<Edit[]> {
  const { region } = await readSettings(reader);
  const whole = await reader.whole(customerId);
  const owner = whole.id as CustomerId;
  const removed = by === 'page' ? removedIdentityKeys(whole) : [];
  const held = new Set(whole.list('identities').map(({ key }) => key));
  const edits: Edit[] = [];
  for (const { kind, key, display } of identitiesSeen(seen, { recipe: sighting.recipe, origin, region })) {
    if (removed.includes(key) || held.has(key)) continue;
    const [lookup] = keysOf('identities', { kind, key });
    const holders = lookup === undefined ? [] : await reader.find('identities', lookup);
    const ours = new Set<string>(whole.members.map(({ id }) => id));
    if (holders.some((holder) => holder.key === key && !ours.has(holder.customerId))) continue;
    edits.push(...newIdentity(deps, owner, kind, key, display));
  }
  return edits;
}

/** Keys of the identities that were taken from a customer and not given back. */
function removedIdentityKeys(person: Person): string[] {
  const keys = (removed: boolean) =>
    person
      .stored('identities')
      .filter((record) => (record.fields.deleted === true) === removed)
      .map((record) => String(record.fields.key));
  const living = new Set(keys(false));
  return keys(true).filter((key) => !living.has(key));
}

/** The record that a note on this customer, written now, is about. */
export async function openRecord(
  reader: Reader,
  deps: Pick<AppDeps, 'nameId'>,
  scene: Scene,
  customerId: CustomerId,
): Promise<{ interactionId?: InteractionId; orderId?: OrderId }> {
  const [message, order] = await Promise.all([
    messageState(reader, deps, scene, customerId),
    orderState(reader, deps, scene),
  ]);
  const orderId = order.type === 'recorded' ? (order.id as OrderId) : undefined;
  const owner = orderId && (await reader.get('orders', orderId))?.customerId;
  const isTheirs = owner && (await reader.whole(owner)).id === (await reader.whole(customerId)).id;
  return {
    ...(message.type === 'recorded' ? { interactionId: message.id as InteractionId } : {}),
    ...(orderId && isTheirs ? { orderId } : {}),
  };
}

/** Whether the page shows a message or order that is not on file yet. */
export async function isNew(reader: Reader, deps: Pick<AppDeps, 'nameId'>, scene: Scene): Promise<boolean> {
  const { order, message } = scene.sighting;
  if (order) return (await orderState(reader, deps, scene)).type === 'not-recorded';
  if (!message) return false;
  const states = await Promise.all(
    counterparts(scene, undefined).map((customerId) => messageState(reader, deps, scene, customerId)),
  );
  return states.some((state) => state.type === 'not-recorded');
}
