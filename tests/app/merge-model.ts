import type { MergeMark } from '../../lib/domain/customer.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { resolveMerges } from '../../lib/domain/merged-groups.ts';
import { mergeEdits, unmergeEdits } from '../../lib/identity/merge.ts';

/** A customer's own record, as the file must hold it whatever else happens. */
export interface ModelRecord {
  readonly name: string;
  readonly company: string;
  readonly tags: readonly string[];
  readonly notes: readonly string[];
  readonly emails: readonly string[];
}

/** What must be on file, told without a database. */
export interface Model {
  readonly records: ReadonlyMap<CustomerId, ModelRecord>;
  readonly marks: ReadonlyMap<CustomerId, MergeMark>;
}

export type Step =
  | { readonly do: 'merge'; readonly people: readonly number[] }
  | { readonly do: 'part'; readonly person: number }
  | { readonly do: 'set'; readonly person: number; readonly field: 'name' | 'company'; readonly value: string }
  | { readonly do: 'tag'; readonly person: number; readonly tag: string; readonly present: boolean }
  | { readonly do: 'note'; readonly person: number; readonly body: string }
  | { readonly do: 'undo' | 'redo' | 'tidy' };

/** Everybody of the person whom a customer is, who stands for them first. */
export const membersOf = ({ marks }: Model, id: CustomerId): readonly CustomerId[] => resolveMerges(marks).members(id);

/** What a step makes of the model; the model itself where it changes nothing. */
export function stepped(
  model: Model,
  step: Step,
  ids: readonly CustomerId[],
  action: { readonly mergeId: ActionId; readonly at: number },
): Model {
  const who = (at: number) => ids[at % ids.length] as CustomerId;
  const marked = (edits: ReturnType<typeof mergeEdits>): Model => {
    if (edits.length === 0) return model;
    const marks = new Map(model.marks);
    for (const { id, value } of edits) {
      if (value) marks.set(id, value);
      else marks.delete(id);
    }
    return { ...model, marks };
  };
  const changed = (id: CustomerId, to: (record: ModelRecord) => ModelRecord): Model => {
    const before = model.records.get(id) as ModelRecord;
    const after = to(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return model;
    return { ...model, records: new Map(model.records).set(id, after) };
  };
  switch (step.do) {
    case 'merge': {
      const people = [...new Set(step.people.map(who))];
      return marked(mergeEdits(people[0] as CustomerId, people.slice(1), action, model.marks));
    }
    case 'part':
      return marked(unmergeEdits(model.marks, { customerId: who(step.person) }));
    case 'set': {
      const members = membersOf(model, who(step.person));
      const shown = members.find((id) => model.records.get(id)?.[step.field] !== '');
      // What is cleared is the value that is seen.
      const owner = step.value === '' ? (borrower(model, members, step.field) ?? members[0]) : members[0];
      return shown === undefined && step.value === ''
        ? model
        : changed(owner as CustomerId, (record) => ({ ...record, [step.field]: step.value }));
    }
    case 'tag': {
      const members = membersOf(model, who(step.person));
      const owners = step.present ? members.slice(0, 1) : members;
      const records = new Map(model.records);
      let isChanged = false;
      for (const id of owners) {
        const before = records.get(id) as ModelRecord;
        const rest = before.tags.filter((tag) => tag !== step.tag);
        const tags = step.present ? [...rest, step.tag].sort() : rest;
        if (tags.join() === before.tags.join()) continue;
        records.set(id, { ...before, tags });
        isChanged = true;
      }
      return isChanged ? { ...model, records } : model;
    }
    case 'note': {
      const [leader] = membersOf(model, who(step.person));
      return changed(leader as CustomerId, (record) => ({ ...record, notes: [...record.notes, step.body].sort() }));
    }
    default:
      return model;
  }
}

/** Whose value is shown: of those who have one who stands for the person, else who was on file first. */
function borrower(model: Model, members: readonly CustomerId[], field: 'name' | 'company'): CustomerId | undefined {
  const [leader, ...others] = members;
  // Ids are of the order in which they were put on file.
  return [leader, ...others.toSorted()].find((id) => id !== undefined && model.records.get(id)?.[field] !== '');
}
