import type { CustomerId } from '../domain/ids.ts';
import type { PersonOnPage } from '../domain/page-context.ts';
import type { Source } from '../domain/profile.ts';
import type { TextFact } from '../domain/sighting.ts';
import { accountKey } from '../identity/account-key.ts';
import type { Edit } from '../storage/store.ts';
import { type AppDeps, badRequest, type Caller, done, type HandlersOf, notFound } from './deps.ts';
import { identityKey, newIdentity } from './identities.ts';
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
      await deps.store.commit({ id: actionId, name: 'page.link', source: USER }, async (reader) => {
        if (!(await reader.get('customers', customerId))) return { edits: [], reply: true };
        const edits = await learnIdentities(reader, deps, found.scene, found.person, customerId);
        const rejected = await reader.list('rejections', 'personKey', key);
        for (const rejection of rejected.filter((entry) => entry.customerId === customerId)) {
          edits.push({ kind: 'set', table: 'rejections', id: rejection.id, field: 'deleted', value: true });
        }
        return { edits, reply: true };
      });
      return done({ actionId });
    },

    async 'page.reject'({ actionId, key, customerId }) {
      const id = await deps.nameId('rejection', `${key} ${customerId}`);
      const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'rejections', id, field, value });
      await deps.store.commit({ id: actionId, name: 'page.reject', source: USER }, async () => ({
        edits: [set('personKey', key), set('customerId', customerId), set('deleted', false)],
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

    async 'page.record'({ actionId }, caller) {
      const scene = caller.tabId === undefined ? undefined : await pages.scene(caller.tabId);
      if (!scene) return notFound;
      await record(deps, scene, { id: actionId, by: 'user' });
      return done({ actionId });
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
