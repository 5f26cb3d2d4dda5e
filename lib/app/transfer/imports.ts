import type { ActionId, CustomerId, OrderId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { Failure, ImportCounts, ImportOptions, ImportReport, Push } from '../../messaging/contract.ts';
import { hash32 } from '../../storage/hash.ts';
import type { LoadPerson } from '../../storage/load-moves.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { unpackRows } from '../../transfer/packed-rows.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import { readFields } from '../fields/fields.ts';
import { BrokenOff, type LongActions, unlessBrokenOff } from '../long-actions.ts';
import { readSettings } from '../settings.ts';
import { createDrafts, type Drafts } from './draft.ts';
import { Planner } from './plan.ts';
import type { Owners } from './plan-orders.ts';
import type { CustomerDraft } from './told.ts';
import { sharesIdentity, whoIsMeant } from './who-is-meant.ts';

/** People who are worked out in one go: between two goes others have their turn. */
const AT_ONCE = 200;
const MATCHED_AT_ONCE = 100;
const TOLD_EVERY_MS = 150;

interface Session {
  readonly options: ImportOptions;
  /** Absent once they are on their way to the file. */
  drafts: Drafts | undefined;
  running?: Promise<Result<ImportReport, Failure>>;
  readonly stop: AbortController;
  lastPiece: number;
}

type Known = Map<CustomerId, CustomerDraft[]>;

/** Whom drafts mean. */
interface Meant {
  readonly fresh: CustomerDraft[];
  /** Rows of an order whose customer the file does not say. */
  readonly ofNobody: CustomerDraft[];
  readonly known: Known;
  readonly ambiguous: CustomerDraft[];
  /** Whose the orders are on file. */
  readonly owners: Map<OrderId, string>;
}

/** Somebody to load: whom drafts mean on file, somebody new, or an order by itself. */
interface Coming {
  readonly type: 'known' | 'fresh' | 'nobody';
  readonly home: string;
  readonly hash: number;
  readonly drafts: readonly CustomerDraft[];
}

/** What is to be done of a file. */
interface Plan extends Pick<Meant, 'ambiguous' | 'owners'> {
  /** In the order in which segments keep people, the last first, so that who was taken is let go. */
  readonly coming: Coming[];
  /** `platform:shop`, whose order numbers these are. */
  readonly shop: string;
  /** Who of them is on file. */
  readonly known: ReadonlySet<string>;
  /** How many people are to be loaded. */
  readonly total: number;
}

/**
 * Imports: a page of ours reads a file and hands over its rows; here they are put together, matched with the file, and,
 * when the user says so, loaded: all of them or none.
 */
export function importHandlers(deps: AppDeps, tell: (push: Push) => void, long: LongActions): HandlersOf<'imports'> {
  const sessions = new Map<string, Session>();

  const isNobody = (draft: CustomerDraft) => draft.identities.size === 0 && draft.fields.size === 0;

  const orderIds = (draft: CustomerDraft, shop: string) =>
    draft.orderNames.map((name) => deps.nameId(`order:${shop}`, name) as OrderId);

  /** Whom the drafts mean, a part of them at a time. */
  async function planOf({ drafts, options, stop }: Session): Promise<Plan> {
    drafts?.seal();
    const meant: Meant = { fresh: [], ofNobody: [], ambiguous: [], known: new Map(), owners: new Map() };
    const pace = deps.pace();
    const customers = drafts?.customers ?? [];
    for (let from = 0; from < customers.length; from += MATCHED_AT_ONCE) {
      const some = customers.slice(from, from + MATCHED_AT_ONCE);
      await deps.store.read((reader) => match(reader, some, options, meant));
      stop.signal.throwIfAborted();
      await pace.rest();
    }
    const { ambiguous, owners } = meant;
    const coming = comingOf(meant, options.shop);
    const known = new Set<string>(meant.known.keys());
    const others = new Set([...owners.values()].filter((home) => !known.has(home)));
    return { coming, ambiguous, owners, known, shop: options.shop, total: coming.length + others.size };
  }

  async function match(
    reader: Reader,
    drafts: readonly CustomerDraft[],
    { shop, matchBy }: ImportOptions,
    plan: Meant,
  ): Promise<void> {
    const { owners } = plan;
    // Into a file without orders a million may come: where none is on file they are not even named.
    const named: OrderId[][] = [];
    function* names() {
      for (const draft of drafts) {
        const ids = orderIds(draft, shop);
        named.push(ids);
        yield* ids;
      }
    }
    const found = await reader.homesOf('orders', names());
    for (const [id, home] of found) owners.set(id as OrderId, home);
    const meant = await whoIsMeant(reader, drafts, matchBy);
    for (const [place, draft] of drafts.entries()) {
      const having: string[] = [];
      for (const id of named[place] ?? []) {
        const home = owners.get(id);
        if (home !== undefined) having.push(home);
      }
      const owner = isNobody(draft) ? having[0] : undefined;
      const candidates = owner ? [owner as CustomerId] : await confirmed(reader, draft, meant.get(draft) ?? []);
      const ids = await onePerson(reader, candidates, having);
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

  function comingOf({ fresh, ofNobody, known }: Meant, shop: string): Coming[] {
    const coming: Coming[] = [];
    const put = (type: Coming['type'], home: string, drafts: readonly CustomerDraft[]) =>
      coming.push({ type, home, hash: hash32(home), drafts });
    for (const [id, drafts] of known) put('known', id, drafts);
    for (const draft of fresh) put('fresh', deps.newId(), [draft]);
    for (const draft of ofNobody) put('nobody', orderIds(draft, shop)[0] ?? '', [draft]);
    return coming.sort((one, other) => other.hash - one.hash);
  }

  /** What there is to load, person by person. */
  async function* peopleOf(plan: Plan, planner: Planner): AsyncIterable<LoadPerson> {
    for (const draft of plan.ambiguous) planner.ambiguous(draft);
    const { coming } = plan;
    while (coming.length > 0) {
      const some = coming.splice(-AT_ONCE).reverse();
      const held = await peopleNow(some.flatMap(({ type, home }) => (type === 'known' ? [home] : [])));
      const those = await ownersOf(
        plan,
        some.flatMap(({ drafts }) => drafts),
      );
      for (const { type, home, drafts } of some) {
        const [draft] = drafts as [CustomerDraft];
        const person = held.get(home);
        const changed = person && planner.known(drafts, person, those);
        if (changed) yield changed;
        if (type === 'fresh') yield planner.fresh(home as CustomerId, draft, those);
        if (type === 'nobody') yield* planner.ofNobody(draft, those);
      }
    }
    // Each home once, whoever its orders went to.
    const left = planner.left();
    while (left.length > 0) {
      const some = left.splice(-AT_ONCE);
      const held = await peopleNow(some.map(({ home }) => home));
      for (const one of some) yield { ...one, held: held.get(one.home) as Person };
    }
  }

  async function peopleNow(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    const people = ids.length > 0 ? await deps.store.read((reader) => Promise.all(ids.map(reader.person))) : [];
    return new Map(people.map((person) => [person.id, person]));
  }

  /** Whose the orders of some drafts are, with those that are nobody's or whose customer was deleted. */
  async function ownersOf({ shop, owners, known }: Plan, drafts: readonly CustomerDraft[]): Promise<Owners> {
    const ids = owners.size === 0 ? [] : drafts.flatMap((draft) => orderIds(draft, shop));
    // Whom the file means is on file; of all others it has to be seen.
    const homes = new Set(ids.flatMap((id) => owners.get(id) ?? []).filter((home) => !known.has(home)));
    const guests = new Map<string, Person>();
    const unmeant = [...homes];
    for (let from = 0; from < unmeant.length; from += AT_ONCE)
      for (const [home, person] of await peopleNow(unmeant.slice(from, from + AT_ONCE)))
        if (person.list('customers').length === 0) guests.set(home, person);
    return { ownerOf: (id) => owners.get(id), guestOf: (home) => guests.get(home) };
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
    return done({ ...planner.counts, examples: planner.examples() });
  }

  async function run(importId: string, session: Session, actionId: ActionId): Promise<Result<ImportReport, Failure>> {
    const { options, stop } = session;
    const plan = await planOf(session);
    // What goes to the file is let go on its way.
    session.drafts = undefined;
    const planner = await plannerOf(session);
    const { total } = plan;
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
        // Whoever stands for somebody on file is written with them, and was not counted.
        tell({ event: 'import', importId, done: Math.min(people, total), total });
      },
    });
    return done({ ...report, examples: planner.examples() });
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
      if (!session?.drafts) return notFound;
      const isNew = piece > session.lastPiece;
      session.lastPiece = Math.max(session.lastPiece, piece);
      if (isNew) for (const row of unpackRows(rows)) session.drafts.add(row);
      return done({ customers: session.drafts.customers.length });
    },
    async 'imports.preview'({ importId }) {
      const session = sessions.get(importId);
      return session?.drafts ? unlessBrokenOff(preview(session)) : notFound;
    },
    async 'imports.run'({ importId, actionId }) {
      const session = sessions.get(importId);
      if (!session) return notFound;
      // Asked twice it is under way once.
      session.running ??= long.track(actionId, unlessBrokenOff(run(importId, session, actionId)));
      try {
        return await session.running;
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
