import type { ActivityEntry } from '../../lib/domain/activity.ts';
import type { CustomField, FieldKind } from '../../lib/domain/custom-field.ts';
import { type CustomValue, readCustomValue } from '../../lib/domain/custom-value.ts';
import type { ActionId, CustomerId, FieldId } from '../../lib/domain/ids.ts';
import type { TrashItem } from '../../lib/domain/trash.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';

export interface NewField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly purpose?: string;
  readonly keepDays?: number;
  /** ISO 4217, of amounts that name none. */
  readonly currency?: string;
  readonly choices?: readonly string[];
}

export type FieldChanges = {
  readonly name?: string;
  readonly purpose?: string | null;
  readonly keepDays?: number | null;
  readonly currency?: string | null;
  readonly archived?: boolean;
  /** Labels, or choices with their id to rename one. */
  readonly choices?: readonly (string | { readonly id?: string; readonly label: string })[];
  /** Its place among the fields, from 0. */
  readonly place?: number;
};

/** Values by a field's name or id; null clears. */
export type CustomInput = Readonly<Record<string, unknown>>;

export interface ConsoleRecords {
  readonly fields: {
    list(): Promise<CustomField[]>;
    add(field: NewField): Promise<FieldId>;
    update(id: string, changes: FieldChanges): Promise<void>;
    remove(id: string): Promise<ActionId>;
  };
  readonly trash: {
    list(): Promise<TrashItem[]>;
    restore(keys: string | readonly string[]): Promise<number>;
    erase(keys: 'all' | readonly string[]): Promise<number>;
  };
  activity(options?: { readonly limit?: number; readonly automatic?: boolean }): Promise<ActivityEntry[]>;
  putBack(entry: { actionId: string; table: string; field: string; element?: string }, recordId: string): Promise<void>;
}

export interface RecordsDeps {
  readonly background: Background;
  readonly translate: () => Translate;
  readonly ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>;
}

const TRASH_PAGE = 200;

/** Custom fields, activity and trash for the console, and the values of a customer by the names of the fields. */
export function createConsoleRecords({ background, translate, ask }: RecordsDeps): ConsoleRecords & {
  /** Reads values for their fields before anything is written: half an update helps nobody. */
  readCustom(custom: CustomInput): Promise<readonly (readonly [FieldId, CustomValue | null])[]>;
  setCustom(customerId: CustomerId, values: readonly (readonly [FieldId, CustomValue | null])[]): Promise<void>;
} {
  const actionId = () => background.newActionId();
  const list = () => ask('fields.list', {});
  const refuse = (message: string): Error => {
    const error = new Error(message);
    error.name = 'bad-request';
    return error;
  };
  const find = (fields: readonly CustomField[], name: string): CustomField => {
    const wanted = name.trim().toLowerCase();
    const field = fields.find((one) => one.id === name) ?? fields.find((one) => one.name.toLowerCase() === wanted);
    if (!field) throw refuse(translate()('fields.console', { name: name.slice(0, 100) }));
    return field;
  };

  return {
    fields: {
      list,
      add: async ({ choices, ...field }) =>
        (await ask('fields.add', { ...field, actionId: actionId(), ...(choices ? { choices: [...choices] } : {}) }))
          .fieldId,
      async update(id, { choices, place, ...changes }) {
        const field = find(await list(), id);
        const labelled = choices?.map((choice) => {
          if (typeof choice !== 'string') return choice;
          const known = field.choices.find(({ label }) => label === choice);
          return { ...(known ? { id: known.id } : {}), label: choice };
        });
        const all = { ...changes, ...(labelled ? { choices: labelled } : {}) };
        if (Object.keys(all).length > 0)
          await ask('fields.update', { ...all, actionId: actionId(), fieldId: field.id } as RequestOf<'fields.update'>);
        if (place !== undefined) await ask('fields.move', { actionId: actionId(), fieldId: field.id, to: place });
      },
      remove: async (id) =>
        (await ask('fields.remove', { actionId: actionId(), fieldId: find(await list(), id).id })).actionId,
    },
    trash: {
      async list() {
        const items: TrashItem[] = [];
        for (;;) {
          const page = await ask('trash.list', { offset: items.length, limit: TRASH_PAGE });
          items.push(...page.items);
          if (page.items.length < TRASH_PAGE) return items;
        }
      },
      restore: async (keys) =>
        (await ask('trash.restore', { actionId: actionId(), keys: typeof keys === 'string' ? [keys] : [...keys] }))
          .items,
      erase: async (keys) =>
        (await ask('trash.erase', { actionId: actionId(), keys: keys === 'all' ? keys : [...keys] })).items,
    },
    activity: async ({ limit = 50, automatic = false } = {}) =>
      (await ask('activity.list', { limit, automatic })).entries,
    async putBack({ actionId: of, table, field, element }, recordId) {
      await ask('history.putBack', {
        ...{ actionId: actionId(), of, recordId, table, field },
        ...(element === undefined ? {} : { element }),
      } as RequestOf<'history.putBack'>);
    },
    async readCustom(custom) {
      const fields = await list();
      return Object.entries(custom).map(([name, given]) => {
        const field = find(fields, name);
        const read = readCustomValue(field, given);
        if (read.ok) return [field.id, read.value] as const;
        const t = translate();
        throw refuse(t('fields.console.value', { name: field.name, why: t(`fields.value.${read.error.type}`) }));
      });
    },
    async setCustom(customerId, values) {
      for (const [fieldId, value] of values)
        await ask('fields.set', { actionId: actionId(), customerId, fieldId, value });
    },
  };
}
