import type { CustomerId } from '../domain/ids.ts';
import type { PersonOnPage } from '../domain/page-context.ts';
import type { Source } from '../domain/profile.ts';
import type { TextFact } from '../domain/sighting.ts';
import { accountKey } from '../identity/account-key.ts';
import type { Edit } from '../storage/action.ts';
import { type AppDeps, badRequest, type Caller, done, type HandlersOf, notFound } from './deps.ts';
import { identityKey, newIdentity } from './identities.ts';
import { personKey } from './keys.ts';
import type { Pages } from './pages.ts';
import { learnIdentities, record, type Scene } from './recording.ts';
import { readSettings } from './settings.ts';

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
      const rejectionIds = rejected.map((other) => deps.nameId('rejection', `${key} ${other}`));
      const linked = await deps.store.commit({ id: actionId, name: 'page.link', source: USER }, async (reader) => {
        if (!(await reader.get('customers', customerId))) return { edits: [], reply: false };
        const { region } = await readSettings(reader);
        const edits = await learnIdentities(reader, deps, scene, person, customerId, 'user');
        for (const known of keysOfPerson(scene, person, region)) {
          for (const rejection of await reader.find('rejections', personKey(known))) {
            if (rejection.customerId !== customerId) continue;
            edits.push({ kind: 'set', table: 'rejections', id: rejection.id, field: 'deleted', value: true });
          }
        }
        rejected.forEach((other, index) => {
          const id = rejectionIds[index];
          if (id) edits.push(...rejectionEdits(id, key, other));
        });
        return { edits, reply: true };
      });
      return linked ? done({ actionId }) : notFound;
    },

    async 'page.reject'({ actionId, key, customerId }) {
      const id = deps.nameId('rejection', `${key} ${customerId}`);
      await deps.store.commit({ id: actionId, name: 'page.reject', source: USER }, async () => ({
        edits: rejectionEdits(id, key, customerId),
        reply: true,
      }));
      return done({ actionId });
    },

    async 'page.addCustomer'({ actionId, key, fields }, caller) {
      const found = await find(caller, key);
      if (!found) return notFound;
      const { scene, person } = found;
      const name = fields.name.trim();
      if (name === '' && fields.email.trim() === '' && fields.phone.trim() === '' && !person.seen.account)
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
        const email = identityKey('email', fields.email);
        const phone = identityKey('phone', fields.phone, region);
        const account =
          person.seen.account && accountKey(scene.sighting.recipe, scene.origin, person.seen.account.value);
        if ((fields.email.trim() && !email) || (fields.phone.trim() && !phone)) return { edits: [], reply: null };
        if (email) edits.push(...newIdentity(deps, made, 'email', email, fields.email));
        if (phone) edits.push(...newIdentity(deps, made, 'phone', phone, fields.phone));
        if (account) edits.push(...newIdentity(deps, made, 'account', account, account));
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

/** A value taken over as the page wrote it came from the page; one the user changed came from the user. */
function sourceOf(scene: Scene, { seen }: PersonOnPage, name: string): Source {
  const fact: TextFact | undefined = seen.name ?? seen.email;
  return fact && (seen.name === undefined || seen.name.value === name)
    ? { type: 'page', recipe: scene.sighting.recipe, anchor: fact.anchor }
    : USER;
}

/** What the open message or order is called: a request about it names it. */
const nameOf = ({ sighting }: Scene): string | undefined => sighting.message?.key.value ?? sighting.order?.number.value;

function rejectionEdits(id: string, personKey: string, customerId: CustomerId): Edit[] {
  const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'rejections', id, field, value });
  return [set('personKey', personKey), set('customerId', customerId), set('deleted', false)];
}

/** Every key under which a person may have been rejected. */
function keysOfPerson(
  { sighting, origin }: Scene,
  { key, seen }: PersonOnPage,
  region: string | undefined,
): Set<string> {
  const keys = [
    key,
    seen.email && identityKey('email', seen.email.value),
    seen.phone && identityKey('phone', seen.phone.value, region),
    seen.account && accountKey(sighting.recipe, origin, seen.account.value),
  ];
  return new Set(keys.filter((entry) => entry !== undefined));
}
