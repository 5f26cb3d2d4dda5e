import type { DuplicatePair } from '../../../lib/domain/duplicates.ts';
import type { CustomerId } from '../../../lib/domain/ids.ts';
import { type Duplicates, findDuplicates } from '../../../lib/identity/duplicates/find-duplicates.ts';
import type { PersonForMatching } from '../../../lib/identity/duplicates/person.ts';
import type {
  DuplicateAnswer,
  DuplicateAsk,
  DuplicateGroup,
  FoundDuplicates,
} from '../../../lib/messaging/duplicate-work.ts';
import type { Line } from '../../../lib/platform/worker-line.ts';

/** More often than this nobody sees it. */
const TOLD_EVERY_MS = 100;

/** Takes people as they come, and finds who of them is on file more than once. */
export function serveDuplicateWork(line: Pick<Line, 'send' | 'listen'>, now: () => number): void {
  const people: PersonForMatching[] = [];
  const answer = (message: DuplicateAnswer) => line.send(message);
  line.listen((message) => {
    const ask = message as DuplicateAsk;
    if ('people' in ask) {
      for (const person of JSON.parse(ask.people) as PersonForMatching[]) people.push(person);
      return;
    }
    const search = findDuplicates(people, { rejected: new Set(ask.find.rejected) });
    let told = Number.NEGATIVE_INFINITY;
    let step = search.next();
    for (; !step.done; step = search.next()) {
      if (now() - told < TOLD_EVERY_MS) continue;
      told = now();
      answer({ progress: step.value });
    }
    answer({ found: foundOf(step.value, people) });
  });
}

function foundOf(
  { pairs, clusters, skipped, compared }: Duplicates,
  people: readonly PersonForMatching[],
): FoundDuplicates {
  const groupOf = new Map<CustomerId, number>();
  for (const [at, { ids }] of clusters.entries()) for (const id of ids) groupOf.set(id, at);
  const pairsOf = new Map<number, DuplicatePair[]>();
  for (const pair of pairs) {
    const [one, other] = pair.ids.map((id) => groupOf.get(id));
    if (one === undefined || one !== other) continue;
    const held = pairsOf.get(one);
    if (held) held.push(pair);
    else pairsOf.set(one, [pair]);
  }
  const known = new Map(people.filter(({ id }) => groupOf.has(id)).map((person) => [person.id, person]));
  const since = (id: CustomerId) => known.get(id)?.createdAt ?? 0;
  // Those of one file are on file equally long: who has more to say stands for the person.
  const bySince = (a: CustomerId, b: CustomerId) =>
    since(a) - since(b) || valuesOf(known.get(b)) - valuesOf(known.get(a)) || (a < b ? -1 : 1);
  const groups = clusters
    .map((cluster, at) => ({ ...cluster, at }))
    .sort((a, b) => Number(b.certainty === 'sure') - Number(a.certainty === 'sure') || b.bits - a.bits)
    .map(
      ({ ids, certainty, at }): DuplicateGroup => ({
        ids: ids.toSorted(bySince),
        certainty,
        pairs: (pairsOf.get(at) ?? []).map((pair) => ({
          ids: pair.ids,
          certainty: pair.certainty,
          reasons: pair.reasons,
        })),
      }),
    );
  return { groups, people: people.length, compared, skipped: skipped.reduce((sum, { blocks }) => sum + blocks, 0) };
}

/** How much is on file of a person, as far as it is compared. */
function valuesOf(person: PersonForMatching | undefined): number {
  if (!person) return 0;
  const { name, company, address, birthday, emails, phones, accounts } = person;
  return [name, company, address, birthday].filter(Boolean).length + emails.length + phones.length + accounts.length;
}
