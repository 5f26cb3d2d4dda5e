import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { CustomField } from '../domain/custom-field.ts';
import type { SavedFilter } from '../domain/filter.ts';
import { ok, type Result } from '../domain/result.ts';
import type { RulesPreview } from '../domain/rules-outcome.ts';
import { RuleSet } from '../domain/score.ts';
import { isSameRules, type SavedRules } from '../domain/score-versions.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import { type KnownAttributes, knownAttributes } from '../scoring/rules/known-attributes.ts';
import { type RuleIssue, severityOf } from '../scoring/rules/rule-issue.ts';
import { validateRules } from '../scoring/rules/validate.ts';
import type { Clock } from './clock.ts';
import type { ChoiceMemory } from './mapping-memory.ts';
import type { RulesShop } from './rules-file.ts';

/** The shop's score rules: as they are kept, and as they are being changed. */
export interface ScoreRulesStore {
  /** Absent until they have been read. */
  readonly active: ReadonlySignal<RuleSet | undefined>;
  /** The newest first. */
  readonly versions: ReadonlySignal<readonly SavedRules[]>;
  /** The rules as they are being changed; the active ones until something is. */
  readonly draft: ReadonlySignal<RuleSet | undefined>;
  readonly isChanged: ReadonlySignal<boolean>;
  /** The draft was begun on another visit. */
  readonly isFoundAgain: ReadonlySignal<boolean>;
  readonly fields: ReadonlySignal<readonly CustomField[]>;
  /** Tags on file, the commonest first. */
  readonly tags: ReadonlySignal<readonly { readonly value: string; readonly count: number }[]>;
  /** What segments are called that rules of a file ask for and this shop has not, by id; known until the page is left. */
  readonly foreign: ReadonlySignal<ReadonlyMap<string, string>>;
  readonly known: ReadonlySignal<KnownAttributes>;
  readonly issues: ReadonlySignal<readonly RuleIssue[]>;
  /** Nothing is wrong with the draft that it could not be saved with. */
  readonly canSave: ReadonlySignal<boolean>;
  /** What the draft would change; of the last draft while another is worked out. */
  readonly preview: ReadonlySignal<RulesPreview | undefined>;
  readonly isPreviewing: ReadonlySignal<boolean>;
  readonly previewFailure: ReadonlySignal<Failure | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Reads everything; to be called when the page is opened. */
  load(): Promise<void>;
  /** @param foreign what segments of the file they came in are called there */
  change(next: RuleSet, foreign?: ReadonlyMap<string, string>): void;
  /** Back to the active rules; what the draft was, for whoever wants it again. */
  discard(): RuleSet | undefined;
  /** The draft was saved, or other rules made active: it is done with. */
  settle(): Promise<void>;
  previewAgain(): void;
  /** The shop's own fields and segments as they are now: what files of rules name. */
  shop(): Promise<Result<RulesShop, Failure>>;
}

/** So long nothing is typed before a preview is asked for. */
const PAUSE_MS = 350;
const MEMORY = 'score-rules-draft';

/** Makes the store; nothing is asked for before `load`. */
export function createScoreRulesStore(
  background: Background,
  clock: Clock,
  memory: ChoiceMemory,
  stop: AbortSignal,
): ScoreRulesStore {
  const active = signal<RuleSet | undefined>(undefined);
  const versions = signal<readonly SavedRules[]>([]);
  const edited = signal<RuleSet | undefined>(undefined);
  const isFoundAgain = signal(false);
  const fields = signal<readonly CustomField[]>([]);
  const tags = signal<ScoreRulesStore['tags']['value']>([]);
  const segments = signal<readonly SavedFilter[]>([]);
  const foreign = signal<ReadonlyMap<string, string>>(new Map());
  const preview = signal<RulesPreview | undefined>(undefined);
  const isPreviewing = signal(false);
  const previewFailure = signal<Failure | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);

  const draft = computed(() => edited.value ?? active.value);
  const isChanged = computed(() => {
    const [from, to] = [active.value, edited.value];
    return from !== undefined && to !== undefined && !isSameRules(from, to);
  });
  const known = computed(() =>
    knownAttributes(
      fields.value.filter(({ deleted }) => deleted !== true),
      tags.value.length === 0 ? undefined : tags.value.map(({ value }) => value),
      segments.value,
    ),
  );
  const means = computed(
    () =>
      preview.value &&
      new Map(preview.value.rules.filter((rule) => rule.known > 0).map((rule) => [rule.ruleId, rule.mean])),
  );
  const issues = computed(() => (draft.value ? validateRules(draft.value, known.value, means.value) : []));
  const isSound = computed(() => !issues.value.some((issue) => severityOf(issue) === 'error'));

  let asked = 0;
  let isAsking = false;
  let takeBack = () => {};
  const ask = async (rules: RuleSet) => {
    asked += 1;
    const question = asked;
    if (isAsking) void background.call('score.cancel', { what: 'preview' });
    isAsking = true;
    const answer = await background.call('score.preview', { rules });
    if (question !== asked) return;
    isAsking = false;
    batch(() => {
      isPreviewing.value = false;
      previewFailure.value = answer.ok ? undefined : answer.error;
      if (answer.ok) preview.value = JSON.parse(answer.value) as RulesPreview;
    });
  };
  const previewSoon = (delayMs: number) => {
    takeBack();
    const rules = draft.peek();
    // What is wrong cannot be tried on anybody; the last preview stays, and says so.
    const isAsked = rules !== undefined && isSound.peek();
    // What was told of earlier rules is out of date from this letter on, not from the next question on.
    isPreviewing.value = isAsked;
    asked += 1;
    takeBack = () => {};
    if (!isAsked) return;
    if (delayMs === 0) void ask(rules);
    else takeBack = clock.after(delayMs, () => void ask(rules));
  };
  stop.addEventListener('abort', () => takeBack(), { once: true });

  const stopKeeping = effect(() => {
    const rules = edited.value;
    const isWorth = isChanged.value;
    if (active.value) void memory.set(MEMORY, isWorth ? rules : undefined);
  });
  stop.addEventListener('abort', stopKeeping, { once: true });

  async function readRules(): Promise<void> {
    const answer = await background.call('rules.list', {});
    batch(() => {
      failure.value = answer.ok ? undefined : answer.error;
      if (!answer.ok) return;
      active.value = answer.value.active;
      versions.value = answer.value.versions;
    });
  }
  async function readSegments(): Promise<void> {
    const saved = await background.call('filters.list', {});
    if (saved.ok) segments.value = saved.value;
  }
  async function readKnown(): Promise<void> {
    const [all, values] = await Promise.all([
      background.call('fields.list', {}),
      background.call('filters.values', {}),
      readSegments(),
    ]);
    batch(() => {
      if (all.ok) fields.value = all.value;
      if (values.ok) tags.value = values.value.tag;
    });
  }

  let isLoaded = false;
  background.subscribe((push) => {
    if (push.event !== 'changed' || !isLoaded) return;
    if (push.tables.includes('scoreRules')) void readRules().then(() => previewSoon(0));
    if (push.tables.includes('fields')) void readKnown();
    if (push.tables.includes('settings')) void readSegments();
  }, stop);

  return {
    ...{ active, versions, draft, isChanged, isFoundAgain, fields, tags, foreign, known, issues },
    ...{ canSave: isSound, preview, isPreviewing, previewFailure, failure },
    async load() {
      const kept = isLoaded ? undefined : z.safeParse(RuleSet, await memory.get(MEMORY));
      // What rules can be about takes longer to count in a large file; the rules do not wait for it.
      void readKnown();
      await readRules();
      if (active.peek() === undefined) return;
      isLoaded = true;
      if (kept?.success && edited.peek() === undefined)
        batch(() => {
          edited.value = kept.data;
          isFoundAgain.value = isChanged.value;
        });
      previewSoon(0);
    },
    change(next, names) {
      batch(() => {
        edited.value = next;
        if (names) foreign.value = new Map([...foreign.peek(), ...names]);
      });
      previewSoon(PAUSE_MS);
    },
    discard() {
      const was = edited.peek();
      batch(() => {
        edited.value = undefined;
        isFoundAgain.value = false;
      });
      previewSoon(0);
      return was;
    },
    async shop() {
      const [all, saved] = await Promise.all([background.call('fields.list', {}), background.call('filters.list', {})]);
      if (!all.ok) return all;
      return saved.ok ? ok({ fields: all.value, segments: saved.value }) : saved;
    },
    async settle() {
      await readRules();
      batch(() => {
        edited.value = undefined;
        isFoundAgain.value = false;
      });
      previewSoon(0);
    },
    previewAgain: () => previewSoon(0),
  };
}
