import type { ActionId, CustomerId, OrderId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Failure, ImportOptions, ImportReport, Push } from '../messaging/contract.ts';
import type { LoadPerson } from '../storage/load.ts';
import type { Person } from '../storage/person.ts';
import type { Reader } from '../storage/reader.ts';
import type { ImportRow } from '../transfer/import-row.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from './deps.ts';
import { type CustomerDraft, createDrafts, type Drafts } from './import/draft.ts';
import { Planner, sharesIdentity, whoIsMeant } from './import/plan.ts';
import { readSettings } from './settings.ts';

/** People who are worked out in one go: between two goes others have their turn. */
const AT_ONCE = 200;

interface Session {
  readonly options: ImportOptions;
  readonly drafts: Drafts;
  readonly stop: AbortController;
}

/** The drafts of a file, and whom on file they mean. */
interface Plan {
  readonly fresh: readonly CustomerDraft[];
  /** Rows of an order whose customer the file does not say. */
  readonly ofNobody: readonly CustomerDraft[];
  readonly known: ReadonlyMap<CustomerId, readonly CustomerDraft[]>;
  readonly ambiguous: readonly CustomerDraft[];
  readonly ownerOf: (orderId: OrderId) => string | undefined;
}

/**
 * Imports: a page of ours reads a file and hands over its rows; here they are put together, matched with the file, and,
 * when the user says so, loaded: all of them or none.
 */
export function importHandlers(deps: AppDeps, tell: (push: Push) => void): HandlersOf<'imports'> {
  const sessions = new Map<string, Session>();

  const isNobody = (draft: CustomerDraft) => draft.identities.size === 0 && draft.fields.size === 0;

  async function planOf(reader: Reader, { drafts, options }: Session): Promise<Plan> {
    const { customers } = drafts;
    const orderId = (name: string) => deps.nameId(`order:${options.shop}`, name) as OrderId;
    const owners = await reader.homesOf(
      'orders',
      customers.flatMap((draft) => draft.orders.map((order) => orderId(order.name))),
    );
    const meant = await whoIsMeant(reader, customers, options.matchBy);
    const fresh: CustomerDraft[] = [];
    const ofNobody: CustomerDraft[] = [];
    const ambiguous: CustomerDraft[] = [];
    const known = new Map<CustomerId, CustomerDraft[]>();
    for (const draft of customers) {
      const owner = isNobody(draft)
        ? draft.orders.map((order) => owners.get(orderId(order.name))).find(Boolean)
        : undefined;
      const ids = owner ? [owner as CustomerId] : await confirmed(reader, draft, meant.get(draft) ?? []);
      const [id] = ids;
      if (ids.length > 1) ambiguous.push(draft);
      else if (id) known.set(id, [...(known.get(id) ?? []), draft]);
      else (isNobody(draft) ? ofNobody : fresh).push(draft);
    }
    return { fresh, ofNobody, ambiguous, known, ownerOf: (id) => owners.get(id) };
  }

  /** Those of the customers found who are on file and really share what they were found by. */
  async function confirmed(reader: Reader, draft: CustomerDraft, ids: readonly CustomerId[]): Promise<CustomerId[]> {
    const people = await Promise.all(ids.map(reader.person));
    return people
      .filter((person) => person.list('customers').length > 0 && sharesIdentity(person, draft))
      .map((person) => person.id as CustomerId);
  }

  /** What there is to load, person by person. */
  async function* peopleOf(plan: Plan, planner: Planner): AsyncIterable<LoadPerson> {
    for (const draft of plan.ambiguous) planner.ambiguous(draft);
    const known = [...plan.known];
    for (let from = 0; from < known.length; from += AT_ONCE) {
      const some = known.slice(from, from + AT_ONCE);
      const held: Person[] = await deps.store.read((reader) => Promise.all(some.map(([id]) => reader.person(id))));
      for (const [index, [, drafts]] of some.entries()) {
        const person = planner.known(drafts, held[index] as Person, plan.ownerOf);
        if (person) yield person;
      }
    }
    for (const draft of plan.fresh) yield planner.fresh(draft, plan.ownerOf);
    for (const draft of plan.ofNobody) yield* planner.ofNobody(draft, plan.ownerOf);
  }

  const plannerOf = ({ options }: Session) => new Planner(deps, options);

  async function run(importId: string, session: Session, actionId: ActionId): Promise<Result<ImportReport, Failure>> {
    const { options, stop } = session;
    const plan = await deps.store.read((reader) => planOf(reader, session));
    const planner = plannerOf(session);
    const total = plan.fresh.length + plan.known.size + plan.ofNobody.length;
    const source = { type: 'import' as const, file: options.file };
    const report = await deps.store.load({ id: actionId, name: 'imports.run', source }, peopleOf(plan, planner), {
      expectedPeople: total,
      reply: (): ImportReport => ({ ...planner.counts, examples: planner.conflicts.slice(0, 50), undoId: actionId }),
      signal: stop.signal,
      onProgress: (people) => tell({ event: 'import', importId, done: people, total }),
    });
    return done(report);
  }

  return {
    async 'imports.open'({ options }) {
      const importId = deps.newId();
      const { region } = await deps.store.read(readSettings);
      const drafts = createDrafts({ ...options, region: options.region ?? region });
      sessions.set(importId, { options, drafts, stop: new AbortController() });
      return done({ importId });
    },
    async 'imports.add'({ importId, rows }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      for (const row of JSON.parse(rows) as ImportRow[]) session.drafts.add(row);
      return done({ customers: session.drafts.customers.length });
    },
    async 'imports.preview'({ importId }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      const plan = await deps.store.read((reader) => planOf(reader, session));
      const planner = plannerOf(session);
      for await (const _person of peopleOf(plan, planner)) session.stop.signal.throwIfAborted();
      return done({ ...planner.counts, examples: planner.conflicts.slice(0, 50) });
    },
    async 'imports.run'({ importId, actionId }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      try {
        return await run(importId, session, actionId);
      } catch (error) {
        if (session.stop.signal.aborted) return badRequest;
        throw error;
      } finally {
        sessions.delete(importId);
      }
    },
    async 'imports.close'({ importId }) {
      sessions.get(importId)?.stop.abort();
      sessions.delete(importId);
      return done({});
    },
  };
}
