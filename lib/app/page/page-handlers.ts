import type { CustomerId } from '../../domain/ids.ts';
import type { PersonOnPage } from '../../domain/page-context.ts';
import type { Source } from '../../domain/profile.ts';
import type { TextFact } from '../../domain/sighting.ts';
import type { Edit } from '../../storage/action.ts';
import { type AppDeps, badRequest, type Caller, done, type HandlersOf, notFound } from '../deps.ts';
import { identitiesSeen, newIdentity } from '../identity/identities.ts';
import { rejectionEdits } from '../identity/rejections.ts';
import { personKey } from '../keys.ts';
import { readSettings } from '../settings.ts';
import type { Pages } from './pages.ts';
import { learnIdentities, record, type Scene } from './recording.ts';

const USER: Source = { type: 'user' };

/** What a person does about the page their panel is laid over. */
export function pageHandlers(deps: AppDeps, pages: Pages): HandlersOf<'page' | 'panel'> {
  /** The tab, its scene and the person of that key in it. */
  async function find(caller: Caller, key: string): Promise<{ scene: Scene; person: PersonOnPage } | undefined> {
    const scene = caller.tabId === undefined ? undefined : await pages.scene(caller.tabId);
    const person = scene?.recognised.people.find((entry) => entry.key === key);
    return scene && person ? { scene, person } : undefined;
  }

  return {
    async 'page.get'({ tabId }, caller) {
      const wanted = caller.tabId ?? tabId;
      return wanted === undefined ? notFound : done(await pages.context(wanted));
    },

    async 'panel.toggle'({ tabId }) {
      pages.toggle(tabId);
      return done({});
    },

    async 'page.shown'({ epoch }, caller) {
      if (caller.tabId !== undefined) await pages.shown(caller.tabId, epoch);
      return done({});
    },

    async 'page.select'({ key }, caller) {
      if (caller.tabId === undefined) return notFound;
      await pages.select(caller.tabId, key);
      return done({});
    },

    async 'page.link'({ actionId, key, customerId }, caller) {
      const found = await find(caller, key);
      if (!found) return notFound;
      const { scene, person } = found;
      // Where several customers have what the person has, the choice is remembered by what it was not.
      const others = person.match.type === 'ambiguous' ? person.match.customers.map((other) => other.customerId) : [];
      const rejected = others.filter((other) => other !== customerId);
      const linked = await deps.store.commit({ id: actionId, name: 'page.link', source: USER }, async (reader) => {
        const whole = await reader.whole(customerId);
        if (whole.list('customers').length === 0) return { edits: [], reply: false };
        const theirs = new Set<string>(whole.members.map((member) => member.id));
        const { region } = await readSettings(reader);
        const edits = await learnIdentities(reader, deps, scene, person, customerId, 'user');
        for (const known of keysOfPerson(scene, person, region)) {
          for (const rejection of await reader.find('rejections', personKey(known))) {
            if (!theirs.has(rejection.customerId)) continue;
            edits.push({ kind: 'set', table: 'rejections', id: rejection.id, field: 'deleted', value: true });
          }
        }
        for (const other of rejected) edits.push(...rejectionEdits(deps, key, other));
        return { edits, reply: true };
      });
      return linked ? done({ actionId }) : notFound;
    },

    async 'page.reject'({ actionId, key, customerId }) {
      await deps.store.commit({ id: actionId, name: 'page.reject', source: USER }, async (reader) => {
        // Nobody of whom they are made: taken apart, each of them is somebody else all the same.
        const ids = (await reader.whole(customerId)).members.map((member) => member.id as CustomerId);
        return {
          edits: ids.flatMap((id) => rejectionEdits(deps, key, id)),
          reply: true,
        };
      });
      return done({ actionId });
    },

    async 'page.addCustomer'({ actionId, key, fields }, caller) {
      const found = await find(caller, key);
      if (!found) return notFound;
      const { scene, person } = found;
      const name = fields.name.trim();
      const { account: seenAccount, nick: seenNick } = person.seen;
      if (name === '' && fields.email.trim() === '' && fields.phone.trim() === '' && !seenAccount && !seenNick)
        return badRequest;
      const made = deps.newId() as CustomerId;
      const head = { id: actionId, name: 'page.addCustomer', source: sourceOf(scene, person, fields.name) };
      const customerId = await deps.store.commit(head, async (reader) => {
        const { region } = await readSettings(reader);
        const set = (field: string, value: unknown): Edit => ({
          kind: 'set',
          table: 'customers',
          id: made,
          field,
          value,
        });
        const edits: Edit[] = [set('createdAt', deps.now()), ...(name ? [set('name', name)] : [])];
        const { account, nick } = person.seen;
        const typed = { email: typedFact(fields.email), phone: typedFact(fields.phone) };
        const seat = { recipe: scene.sighting.recipe, origin: scene.origin, region };
        const identities = identitiesSeen({ ...typed, account, nick }, seat);
        const has = (...kinds: string[]) => identities.some(({ kind }) => kinds.includes(kind));
        if ((typed.email && !has('email', 'relay')) || (typed.phone && !has('phone', 'masked-phone')))
          return { edits: [], reply: null };
        for (const { kind, key, display } of identities) edits.push(...newIdentity(deps, made, kind, key, display));
        return { edits, reply: made };
      });
      return customerId ? done({ actionId, customerId }) : badRequest;
    },

    async 'page.record'({ actionId, key, of }, caller) {
      const scene = caller.tabId === undefined ? undefined : await pages.scene(caller.tabId);
      // The page may have moved on since the button was drawn.
      if (!scene || (of !== undefined && of !== nameOf(scene))) return notFound;
      const person = scene.recognised.people.find((entry) => entry.key === key);
      return (await record(deps, scene, { id: actionId, by: 'user', person })) ? done({ actionId }) : notFound;
    },
  };
}

/** What was typed, as if a page had said it. */
const typedFact = (text: string): TextFact | undefined =>
  text.trim() === '' ? undefined : { value: text, anchor: 'typed', kind: 'labelled', sure: 1 };

/** A value taken over as the page wrote it came from the page; one the user changed came from the user. */
function sourceOf(scene: Scene, { seen }: PersonOnPage, name: string): Source {
  const fact: TextFact | undefined = seen.name ?? seen.email;
  return fact && (seen.name === undefined || seen.name.value === name)
    ? { type: 'page', recipe: scene.sighting.recipe, anchor: fact.anchor }
    : USER;
}

/** What the open message or order is called: a request about it names it. */
const nameOf = ({ sighting }: Scene): string | undefined => sighting.message?.key.value ?? sighting.order?.number.value;

/** Every key under which a person may have been rejected. */
function keysOfPerson(
  { sighting, origin }: Scene,
  { key, seen }: PersonOnPage,
  region: string | undefined,
): Set<string> {
  const keys = [key, ...identitiesSeen(seen, { recipe: sighting.recipe, origin, region }).map((one) => one.key)];
  return new Set(keys);
}
