import type { ActionId, CustomerId, OrderId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { Failure, ImportCounts, ImportOptions, ImportReport, Push } from '../../messaging/contract.ts';
import type { LoadPerson } from '../../storage/load.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import type { ImportRow } from '../../transfer/import-row.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import { readFields } from '../fields/fields.ts';
import { BrokenOff, type LongActions, unlessBrokenOff } from '../long-actions.ts';
import { readSettings } from '../settings.ts';
import { type CustomerDraft, createDrafts, type Drafts } from './draft.ts';
import { type Owners, Planner } from './plan.ts';
import { sharesIdentity, whoIsMeant } from './who-is-meant.ts';

/** People who are worked out in one go: between two goes others have their turn. */
const AT_ONCE = 200;
const MATCHED_AT_ONCE = 500;
const TOLD_EVERY_MS = 150;

interface Session {
  readonly options: ImportOptions;
  readonly drafts: Drafts;
  readonly stop: AbortController;
  lastPiece: number;
}

type Known = Map<CustomerId, readonly CustomerDraft[]>;

/** The drafts of a file, and whom on file they mean. */
interface Plan {
  readonly fresh: readonly CustomerDraft[];
  /** Rows of an order whose customer the file does not say. */
  readonly ofNobody: readonly CustomerDraft[];
  readonly known: Known;
  readonly ambiguous: readonly CustomerDraft[];
  /** `platform:shop`, whose order numbers these are. */
  readonly shop: string;
  readonly owners: ReadonlyMap<OrderId, string>;
}

/**
 * Imports: a page of ours reads a file and hands over its rows; here they are put together, matched with the file, and,
 * when the user says so, loaded: all of them or none.
 */
export function importHandlers(deps: AppDeps, tell: (push: Push) => void, long: LongActions): HandlersOf<'imports'> {
  const sessions = new Map<string, Session>();

  const isNobody = (draft: CustomerDraft) => draft.identities.size === 0 && draft.fields.size === 0;

  const orderIds = (draft: CustomerDraft, shop: string) =>
    draft.orders.map(({ name }) => deps.nameId(`order:${shop}`, name) as OrderId);

  /** Whom the drafts mean, a part of them at a time. */
  async function planOf({ drafts, options, stop }: Session): Promise<Plan> {
    const owners = new Map<OrderId, string>();
    const plan = { fresh: [], ofNobody: [], ambiguous: [], known: new Map(), owners, shop: options.shop };
    const pace = deps.pace();
    for (let from = 0; from < drafts.customers.length; from += MATCHED_AT_ONCE) {
      const some = drafts.customers.slice(from, from + MATCHED_AT_ONCE);
      await deps.store.read((reader) => match(reader, some, options, owners, plan));
      stop.signal.throwIfAborted();
      await pace.rest();
    }
    return plan;
  }

  async function match(
    reader: Reader,
    drafts: readonly CustomerDraft[],
    { shop, matchBy }: ImportOptions,
    owners: Map<OrderId, string>,
    plan: { fresh: CustomerDraft[]; ofNobody: CustomerDraft[]; ambiguous: CustomerDraft[]; known: Known },
  ): Promise<void> {
    const idsOf = (draft: CustomerDraft) => orderIds(draft, shop);
    const found = await reader.homesOf('orders', drafts.flatMap(idsOf));
    for (const [id, home] of found) owners.set(id as OrderId, home);
    const meant = await whoIsMeant(reader, drafts, matchBy);
    for (const draft of drafts) {
      const owner = isNobody(draft) ? idsOf(draft).flatMap((id) => owners.get(id) ?? [])[0] : undefined;
      const candidates = owner ? [owner as CustomerId] : await confirmed(reader, draft, meant.get(draft) ?? []);
      const ids = await onePerson(
        reader,
        candidates,
        idsOf(draft).flatMap((id) => owners.get(id) ?? []),
      );
      const [id] = ids;
      if (ids.length > 1) plan.ambiguous.push(draft);
      else if (id) plan.known.set(id, [...(plan.known.get(id) ?? []), draft]);
      else (isNobody(draft) ? plan.ofNobody : plan.fresh).push(draft);
    }
  }

  /**
   * Of customers who were merged one: whoever has an order of the draft, else who stands for the person. What the draft
   * says of them is told from that record, and written there.
   */
  async function onePerson(
    reader: Reader,
    ids: readonly CustomerId[],
    owners: readonly string[],
  ): Promise<CustomerId[]> {
    const [first] = ids;
    if (first === undefined || !(await reader.knowsMerges())) return [...ids];
    const whole = await reader.whole(first);
    const members = whole.members.map((member) => member.id as CustomerId);
    if (members.length === 1 || !ids.every((id) => members.includes(id))) return [...ids];
    const owner = members.find((id) => owners.includes(id));
    return [owner ?? ids.find((id) => id === whole.id) ?? first];
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
      const owners = await ownersOf(
        plan,
        some.flatMap(([, drafts]) => drafts),
      );
      for (const [index, [, drafts]] of some.entries()) {
        const person = planner.known(drafts, held[index] as Person, owners);
        if (person) yield person;
      }
      yield* planner.left();
    }
    for (let from = 0; from < plan.fresh.length; from += AT_ONCE) {
      const some = plan.fresh.slice(from, from + AT_ONCE);
      const owners = await ownersOf(plan, some);
      for (const draft of some) yield planner.fresh(draft, owners);
      yield* planner.left();
    }
    const none = await ownersOf(plan, []);
    for (const draft of plan.ofNobody) yield* planner.ofNobody(draft, none);
  }

  /** Whose the orders of some drafts are, with those that are nobody's. */
  async function ownersOf({ shop, owners }: Plan, drafts: readonly CustomerDraft[]): Promise<Owners> {
    const ids = owners.size === 0 ? [] : drafts.flatMap((draft) => orderIds(draft, shop));
    const alone = ids.filter((id) => owners.get(id) === id);
    const guests = new Map<string, Person>();
    for (let from = 0; from < alone.length; from += AT_ONCE) {
      const some = alone.slice(from, from + AT_ONCE);
      const people = await deps.store.read((reader) => Promise.all(some.map(reader.person)));
      for (const person of people) guests.set(person.id, person);
    }
    return { ownerOf: (id) => owners.get(id), guestOf: (id) => guests.get(id) };
  }

  const plannerOf = async ({ options }: Session) =>
    new Planner(deps, { ...options, custom: await deps.store.read(readFields) });

  async function preview(session: Session): Promise<Result<ImportCounts, Failure>> {
    const planner = await plannerOf(session);
    const pace = deps.pace();
    for await (const _person of peopleOf(await planOf(session), planner)) {
      session.stop.signal.throwIfAborted();
      if (pace.isDue()) await pace.rest();
    }
    return done({ ...planner.counts, examples: planner.conflicts.slice(0, 50) });
  }

  async function run(importId: string, session: Session, actionId: ActionId): Promise<Result<ImportReport, Failure>> {
    const { options, stop } = session;
    const plan = await planOf(session);
    const planner = await plannerOf(session);
    const claimed = [...plan.owners].filter(([id, home]) => id === home && !plan.known.has(home as never)).length;
    const total = plan.fresh.length + plan.known.size + plan.ofNobody.length + claimed;
    const source = { type: 'import' as const, file: options.file };
    let told = 0;
    const report = await deps.store.load({ id: actionId, name: 'imports.run', source }, peopleOf(plan, planner), {
      expectedPeople: total,
      // What is kept with the action names nobody: it outlives those it would name.
      reply: (): ImportReport => ({ ...planner.counts, examples: [], undoId: actionId }),
      signal: stop.signal,
      onProgress: (people) => {
        // More often than this nobody sees it.
        if (people < total && deps.now() - told < TOLD_EVERY_MS) return;
        told = deps.now();
        tell({ event: 'import', importId, done: people, total });
      },
    });
    return done({ ...report, examples: planner.conflicts.slice(0, 50) });
  }

  return {
    async 'imports.open'({ options }) {
      const importId = deps.newId();
      const { region } = await deps.store.read(readSettings);
      const drafts = createDrafts({ ...options, region: options.region ?? region });
      sessions.set(importId, { options, drafts, stop: new AbortController(), lastPiece: -1 });
      return done({ importId });
    },
    async 'imports.add'({ importId, piece, rows }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      const isNew = piece > session.lastPiece;
      session.lastPiece = Math.max(session.lastPiece, piece);
      if (isNew) for (const row of JSON.parse(rows) as ImportRow[]) session.drafts.add(row);
      return done({ customers: session.drafts.customers.length });
    },
    async 'imports.preview'({ importId }) {
      const session = sessions.get(importId);
      return session ? unlessBrokenOff(preview(session)) : notFound;
    },
    async 'imports.run'({ importId, actionId }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      try {
        return await long.track(actionId, unlessBrokenOff(run(importId, session, actionId)));
      } finally {
        sessions.delete(importId);
      }
    },
    async 'imports.close'({ importId }) {
      sessions.get(importId)?.stop.abort(new BrokenOff());
      sessions.delete(importId);
      return done({});
    },
  };
}
