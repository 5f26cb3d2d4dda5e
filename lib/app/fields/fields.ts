import {
  byPosition,
  type Choice,
  type CustomField,
  choiceRegister,
  customFieldOf,
  customRegister,
} from '../../domain/custom-field.ts';
import { isSameValue, readCustomValue } from '../../domain/custom-value.ts';
import type { ActionId, FieldId } from '../../domain/ids.ts';
import type { Source } from '../../domain/profile.ts';
import type { Edit } from '../../storage/action.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from '../deps.ts';
import type { Summaries } from '../summaries.ts';

const USER: Source = { type: 'user' };

/** The shop's custom fields in their order, archived ones too. */
export async function readFields(reader: Reader): Promise<CustomField[]> {
  const records = await reader.allOfShop('fields');
  return records
    .map(customFieldOf)
    .filter((field) => field !== undefined)
    .sort(byPosition);
}

export function fieldHandlers(deps: AppDeps, summaries: Summaries): HandlersOf<'fields'> {
  const set = (id: FieldId, field: string, value: unknown): Edit => ({
    kind: 'set',
    table: 'fields',
    id,
    field,
    value,
  });

  /** One action on a field that must exist. */
  const change = async (
    actionId: ActionId,
    name: string,
    fieldId: FieldId,
    editsOf: (field: CustomField, all: readonly CustomField[]) => readonly Edit[],
  ) => {
    const found = await deps.store.commit({ id: actionId, name, source: USER }, async (reader) => {
      const all = await readFields(reader);
      const field = all.find(({ id }) => id === fieldId);
      return { edits: field ? editsOf(field, all) : [], reply: field !== undefined };
    });
    return found ? done({ actionId }) : notFound;
  };

  return {
    'fields.list': async () => done(await deps.store.read(readFields)),

    async 'fields.usage'({ fieldId }) {
      let customers = 0;
      for (const { custom } of (await summaries.all()).values()) if (custom?.[fieldId] !== undefined) customers += 1;
      return done({ customers });
    },

    async 'fields.add'({ actionId, name, kind, purpose, keepDays, currency, choices = [] }) {
      const said = name.trim();
      const labels = [...new Set(choices.map((label) => label.trim()).filter((label) => label !== ''))];
      if (said === '') return badRequest;
      const id = deps.newId() as FieldId;
      const fieldId = await deps.store.commit({ id: actionId, name: 'fields.add', source: USER }, async (reader) => {
        const all = await readFields(reader);
        if (isTaken(all, said)) return { edits: [], reply: null };
        const edits = [
          ...[set(id, 'name', said), set(id, 'kind', kind), set(id, 'createdAt', deps.now())],
          set(id, 'position', (all.at(-1)?.position ?? 0) + 1),
          ...(purpose?.trim() ? [set(id, 'purpose', purpose.trim())] : []),
          ...(keepDays ? [set(id, 'keepDays', keepDays)] : []),
          ...(currency ? [set(id, 'currency', currency)] : []),
          ...labels.map((label, position) => set(id, choiceRegister(deps.newId()), { label, position })),
        ];
        return { edits, reply: id };
      });
      return fieldId ? done({ actionId, fieldId }) : badRequest;
    },

    async 'fields.update'({ actionId, fieldId, choices, ...parts }) {
      const name = parts.name?.trim();
      if (name === '') return badRequest;
      const all = await deps.store.read(readFields);
      if (name !== undefined && isTaken(all, name, fieldId)) return badRequest;
      return change(actionId, 'fields.update', fieldId, (field) => [
        ...(name === undefined ? [] : [set(fieldId, 'name', name)]),
        ...(parts.purpose === undefined ? [] : [set(fieldId, 'purpose', parts.purpose?.trim() || null)]),
        ...(parts.keepDays === undefined ? [] : [set(fieldId, 'keepDays', parts.keepDays)]),
        ...(parts.currency === undefined ? [] : [set(fieldId, 'currency', parts.currency)]),
        ...(parts.archived === undefined ? [] : [set(fieldId, 'archived', parts.archived || null)]),
        ...(choices ? choiceEdits(field, choices) : []),
      ]);
    },

    'fields.move': ({ actionId, fieldId, to }) =>
      change(actionId, 'fields.move', fieldId, (field, all) => {
        const others = all.filter(({ id }) => id !== fieldId);
        const place = Math.min(to, others.length);
        const [before, after] = [others[place - 1]?.position, others[place]?.position];
        // Between its neighbours: one register, whatever another browser moves meanwhile.
        const position =
          before === undefined ? (after ?? 1) - 1 : after === undefined ? before + 1 : (before + after) / 2;
        return field.position === position ? [] : [set(fieldId, 'position', position)];
      }),

    'fields.remove': ({ actionId, fieldId }) =>
      change(actionId, 'fields.remove', fieldId, () => [set(fieldId, 'deleted', true)]),

    async 'fields.set'({ actionId, customerId, fieldId, value }) {
      const answer = await deps.store.commit(
        { id: actionId, name: 'fields.set', source: USER },
        async (reader): Promise<{ edits: readonly Edit[]; reply: 'done' | 'not-found' | 'bad-request' }> => {
          const [all, person] = await Promise.all([readFields(reader), reader.whole(customerId)]);
          const [customer] = person.list('customers');
          const field = all.find(({ id }) => id === fieldId);
          if (!field || !customer) return { edits: [], reply: 'not-found' };
          const read = readCustomValue(field, value);
          if (!read.ok) return { edits: [], reply: 'bad-request' };
          const register = customRegister(fieldId);
          const held = (customer as unknown as Record<string, unknown>)[register];
          if (isSameValue(held, read.value)) return { edits: [], reply: 'done' };
          // A value that is taken away is taken from every record that has it; a new one is that of whoever stands for them.
          const holders = person.members.filter(
            (member) => (member.stored('customers')[0]?.fields[register] ?? null) !== null,
          );
          const ids = read.value === null ? holders.map((member) => member.id) : [person.id];
          const edits = ids.map(
            (id): Edit => ({ kind: 'set', table: 'customers', id, field: register, value: read.value }),
          );
          return { edits, reply: 'done' };
        },
      );
      if (answer === 'done') return done({ actionId });
      return answer === 'not-found' ? notFound : badRequest;
    },
  };

  /** What makes the choices those given, in that order: new ones have no id; those left out are offered no longer. */
  function choiceEdits(field: CustomField, given: readonly { id?: string | undefined; label: string }[]): Edit[] {
    const kept = new Set(given.map(({ id }) => id));
    const named = given.map(
      ({ id, label }, position): Choice => ({ id: id ?? deps.newId(), label: label.trim(), position }),
    );
    const gone = field.choices
      .filter(({ id }) => !kept.has(id))
      .map((choice, index): Choice => ({ ...choice, position: given.length + index, archived: true }));
    return [...named, ...gone].flatMap(({ id, ...choice }) => {
      const { id: _id, ...held } = field.choices.find((one) => one.id === id) ?? { id };
      const isNamed = choice.label !== '';
      return isNamed && !isSameChoice(held, choice) ? [set(field.id, choiceRegister(id), choice)] : [];
    });
  }
}

const isSameChoice = (held: Partial<Choice>, next: Omit<Choice, 'id'>): boolean =>
  held.label === next.label && held.position === next.position && (held.archived ?? false) === (next.archived ?? false);

/** Two fields of one name cannot be told apart in a list, a file or a script. */
const isTaken = (all: readonly CustomField[], name: string, but?: FieldId): boolean =>
  all.some((field) => field.id !== but && field.name.toLowerCase() === name.toLowerCase());
