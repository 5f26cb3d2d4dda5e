import { CUSTOMER_FIELDS, type CustomerField } from '../../lib/domain/customer.ts';
import type { ActionId, CustomerId, NoteId } from '../../lib/domain/ids.ts';
import type { Note } from '../../lib/domain/note.ts';
import type { CustomerRow, HistoryEntry, Profile } from '../../lib/domain/profile.ts';
import type { RECORDING, Settings } from '../../lib/domain/settings.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { Failure, Method, NewCustomer, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { type ListFilter, readFilter } from './console-conditions.ts';
import { type ConsoleFiles, type ConsoleFilesDeps, createConsoleFiles } from './console-files.ts';
import { type ConsoleFilters, createConsoleFilters } from './console-filters.ts';
import { CONSOLE_HELP } from './console-help.ts';
import { type ConsoleMerges, type ConsoleMergesDeps, createConsoleMerges } from './console-merges.ts';
import { type ConsoleRecords, type CustomInput, createConsoleRecords } from './console-records.ts';
import { type ConsoleRules, createConsoleRules } from './console-rules.ts';
import { type ConsoleScores, createConsoleScores } from './console-scores.ts';

/** The most that one request may ask for or bring. */
const LIST_PAGE = 500;
const CREATE_CHUNK = 1000;

type ListQuery = Omit<RequestOf<'customers.list'>, 'filter' | 'where'> & { readonly filter: ListFilter };
/** What `undo` and `redo` took back or did again; null when there was nothing. */
export type Undone = ReplyOf<'history.undo'>;

/** The console API: the interface's own use-cases as plain functions. Documented in docs/console-api.md. */
export interface ConsoleApi
  extends ConsoleFiles,
    ConsoleMerges,
    ConsoleRecords,
    ConsoleFilters,
    ConsoleScores,
    ConsoleRules {
  readonly customers: {
    list(query?: Partial<ListQuery>): Promise<CustomerRow[]>;
    get(id: string): Promise<Profile | null>;
    create(customer: NewCustomer): Promise<CustomerId>;
    create(customers: readonly NewCustomer[]): Promise<CustomerId[]>;
    update(
      id: string,
      fields: Partial<Record<CustomerField, string | null>> & { readonly custom?: CustomInput },
    ): Promise<void>;
    remove(id: string): Promise<ActionId>;
  };
  readonly notes: {
    list(customerId: string): Promise<Note[]>;
    add(customerId: string, text: string): Promise<NoteId>;
  };
  readonly orders: { list(customerId?: string): Promise<ReplyOf<'orders.list'>> };
  readonly settings: { get(): Promise<Settings>; set(part: Partial<Settings>): Promise<void> };
  readonly sites: {
    list(): Promise<ReplyOf<'sites.list'>>;
    setRecording(origin: string, recording: (typeof RECORDING)[number]): Promise<void>;
  };
  search(text: string, options?: { readonly limit?: number }): Promise<ReplyOf<'search.run'>>;
  history(recordId: string): Promise<HistoryEntry[]>;
  undo(actionId?: string): Promise<Undone>;
  redo(actionId?: string): Promise<Undone>;
  stats(): Promise<ReplyOf<'store.stats'>>;
  help(): string;
}

/**
 * Makes the console API over a connection.
 * @param translate asked at the time of speaking, so that failures come in the language chosen then
 */
export function createConsoleApi(
  background: Background,
  translate: () => Translate,
  work: ConsoleFilesDeps & ConsoleMergesDeps,
): ConsoleApi {
  const fail = (failure: Failure): Error => {
    const t = translate();
    const [what, todo] = [t(`failure.${failure.type}`), t(`failure.${failure.type}.todo`)];
    // What a person typed into a field is another thing than what a line of code gives.
    const isBad = failure.type === 'bad-request';
    const error = new Error(isBad ? t('console.bad-request') : t('console.failure', { what, todo }));
    error.name = failure.type;
    return error;
  };

  async function ask<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>> {
    const answer = await background.call(method, request);
    if (!answer.ok) throw fail(answer.error);
    return answer.value;
  }
  const actionId = () => background.newActionId();
  // What is typed in a console is not yet an id; the background's schema decides whether it is one.
  const customer = (id: string) => ({ customerId: id as CustomerId });

  const conditions = { translate, fields: () => ask('fields.list', {}) };
  const { selectionOf, ...filters } = createConsoleFilters({ ask, actionId, ...conditions });
  const { readCustom, setCustom, ...records } = createConsoleRecords({ background, translate, ask });

  async function list({
    offset = 0,
    limit = Number.POSITIVE_INFINITY,
    filter = '',
    ...query
  }: Partial<ListQuery> = {}) {
    const { text, where } = await readFilter(filter, conditions);
    const rows: CustomerRow[] = [];
    while (rows.length < limit) {
      const wanted = Math.min(LIST_PAGE, limit - rows.length);
      const page = await ask('customers.list', {
        sort: 'name',
        descending: false,
        ...query,
        filter: text,
        ...(where.length === 0 ? {} : { where }),
        offset: offset + rows.length,
        limit: wanted,
      });
      rows.push(...page.rows);
      if (page.rows.length < wanted) break;
    }
    return rows;
  }

  async function createMany(customers: readonly NewCustomer[]): Promise<CustomerId[]> {
    const ids: CustomerId[] = [];
    for (let from = 0; from < customers.length; from += CREATE_CHUNK) {
      const chunk = customers.slice(from, from + CREATE_CHUNK);
      ids.push(...(await ask('customers.create', { actionId: actionId(), customers: chunk })).customerIds);
    }
    return ids;
  }
  function create(customers: NewCustomer): Promise<CustomerId>;
  function create(customers: readonly NewCustomer[]): Promise<CustomerId[]>;
  async function create(customers: NewCustomer | readonly NewCustomer[]): Promise<CustomerId | CustomerId[]> {
    const isMany = Array.isArray(customers);
    const ids = await createMany(isMany ? customers : [customers as NewCustomer]);
    return isMany ? ids : (ids[0] as CustomerId);
  }

  return {
    customers: {
      list,
      get: (id) => ask('customers.get', customer(id)),
      create,
      async update(id, { custom = {}, ...fields }) {
        const names = Object.keys(fields);
        const known = CUSTOMER_FIELDS.filter((field) => names.includes(field));
        // Nothing is changed when a name is wrong: half an update helps nobody.
        if (known.length < names.length) throw fail({ type: 'bad-request' });
        const values = await readCustom(custom);
        for (const field of known) {
          await ask('customers.update', { actionId: actionId(), ...customer(id), field, value: fields[field] ?? null });
        }
        await setCustom(customer(id).customerId, values);
      },
      remove: async (id) => (await ask('customers.remove', { actionId: actionId(), ...customer(id) })).actionId,
    },
    notes: {
      list: (customerId) => ask('notes.list', customer(customerId)),
      add: async (customerId, text) =>
        (await ask('notes.add', { actionId: actionId(), ...customer(customerId), body: text })).noteId,
    },
    orders: {
      list: (customerId) =>
        ask('orders.list', { ...(customerId === undefined ? {} : customer(customerId)), limit: LIST_PAGE }),
    },
    settings: {
      get: () => ask('settings.get', {}),
      set: async (part) => void (await ask('settings.set', { actionId: actionId(), settings: part })),
    },
    sites: {
      list: () => ask('sites.list', {}),
      setRecording: async (origin, recording) =>
        void (await ask('sites.setRecording', { actionId: actionId(), origin, recording })),
    },
    search: (text, { limit = 20 } = {}) => ask('search.run', { text, limit }),
    history: (recordId) => ask('history.list', { recordId }),
    undo: (action) =>
      ask('history.undo', { actionId: actionId(), ...(action === undefined ? {} : { undo: action as ActionId }) }),
    redo: (action) =>
      ask('history.redo', { actionId: actionId(), ...(action === undefined ? {} : { redo: action as ActionId }) }),
    ...records,
    ...createConsoleFiles(background, translate, work, selectionOf),
    ...createConsoleMerges(background, fail, work),
    ...filters,
    ...createConsoleScores({ ask, refuse: () => fail({ type: 'bad-request' }) }),
    ...createConsoleRules(ask, actionId),
    stats: () => ask('store.stats', {}),
    help: () => CONSOLE_HELP,
  };
}
