import { useRef } from 'preact/hooks';
import { MOST_VALUES } from '../../lib/domain/filter-limits.ts';
import type { RuleTest, ScoreRule } from '../../lib/domain/score.ts';
import type { KnownAttribute } from '../../lib/scoring/rules/known-attributes.ts';
import { firstTest, MAX_CASES, moved, replaced } from '../../lib/view/rules-edit.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ArrowDown, ArrowUp, Plus, X } from '../ui/icons.ts';
import { NumberInput } from './NumberInput.tsx';
import styles from './RuleEditor.module.css';
import { scaleOf, signed, type Unit } from './rules-words.ts';

type Cases = Extract<ScoreRule['shape'], { type: 'cases' }>;

interface Props {
  shape: Cases;
  points: number;
  attribute: KnownAttribute;
  unit: Unit;
  unitName: string;
  /** Words that can be chosen, with what they are called. */
  choices: readonly { readonly value: string; readonly label: string }[];
  /** What a word is called that cannot be chosen any more. */
  called: (value: string) => string;
  /** What there is to say of the case at a place. */
  errorAt: (caseIndex: number) => string | undefined;
  onShape: (shape: Cases) => void;
}

/** If this, then so much of the points; the first case that holds counts. */
export const CasesEditor = (props: Props) => {
  const { shape, points, attribute, errorAt, onShape } = props;
  const { t, language } = useTranslator();
  const add = useRef<HTMLButtonElement>(null);
  const { cases } = shape;
  const setCases = (next: Cases['cases']) => onShape({ ...shape, cases: next });
  const change = (at: number, part: Partial<Cases['cases'][number]>) =>
    setCases(cases.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <div class={styles.cases}>
      <ol class={styles.list}>
        {cases.map(({ when, share }, index) => {
          const n = index + 1;
          return (
            <li key={index} class={styles.case}>
              <fieldset class={styles.caseFields}>
                <legend class={styles.legend}>{t('rules.case', { n })}</legend>
                <Test {...props} when={when} onTest={(test) => change(index, { when: test })} />
                <div class={styles.give}>
                  <NumberInput
                    label={t('rules.case.share')}
                    value={share}
                    scale={100}
                    least={0}
                    most={1}
                    onValue={(value) => value !== undefined && change(index, { share: value })}
                  />
                  <span class={styles.gives}>{signed(language, points * share)}</span>
                </div>
                {errorAt(index) && <p class={styles.issue}>{errorAt(index)}</p>}
              </fieldset>
              <div class={styles.tools}>
                <IconButton
                  icon={ArrowUp}
                  label={t('rules.case.up', { n })}
                  disabled={index === 0}
                  onClick={() => setCases(moved(cases, index, index - 1))}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t('rules.case.down', { n })}
                  disabled={n === cases.length}
                  onClick={() => setCases(moved(cases, index, index + 1))}
                />
                <IconButton
                  icon={X}
                  label={t('rules.case.remove', { n })}
                  disabled={cases.length === 1}
                  onClick={() => {
                    setCases(replaced(cases, index, undefined));
                    add.current?.focus();
                  }}
                />
              </div>
            </li>
          );
        })}
      </ol>
      <div class={styles.foot}>
        <Button
          ref={add}
          icon={Plus}
          disabled={cases.length >= MAX_CASES}
          onClick={() => setCases([...cases, { when: firstTest(attribute), share: 0.5 }])}
        >
          {t('rules.case.add')}
        </Button>
        <div class={styles.give}>
          <NumberInput
            label={t('rules.case.otherwise')}
            value={shape.otherwise}
            scale={100}
            least={0}
            most={1}
            onValue={(value) => value !== undefined && onShape({ ...shape, otherwise: value })}
          />
          <span class={styles.gives}>{signed(language, points * shape.otherwise)}</span>
        </div>
      </div>
      <p class={styles.hint}>{t('rules.case.hint')}</p>
    </div>
  );
};

interface TestProps extends Props {
  when: RuleTest;
  onTest: (test: RuleTest) => void;
}

const Test = ({ when, unit, unitName, choices, called, onTest }: TestProps) => {
  const { t } = useTranslator();
  if (when.is === 'between') {
    const { from, to } = when;
    const limit = (part: { from?: number | undefined; to?: number | undefined }) => {
      const next = { from, to, ...part };
      onTest({
        is: 'between',
        ...(next.from === undefined ? {} : { from: next.from }),
        ...(next.to === undefined ? {} : { to: next.to }),
      });
    };
    return (
      <div class={styles.range}>
        <NumberInput
          label={t('rules.case.from', { unit: unitName })}
          value={from}
          isOptional
          scale={scaleOf(unit)}
          onValue={(value) => limit({ from: value })}
        />
        <NumberInput
          label={t('rules.case.to', { unit: unitName })}
          value={to}
          isOptional
          scale={scaleOf(unit)}
          onValue={(value) => limit({ to: value })}
        />
      </div>
    );
  }
  const offered = [
    ...choices,
    ...when.values
      .filter((value) => !choices.some((one) => one.value === value))
      .map((value) => ({ value, label: called(value) })),
  ];
  const toggle = (value: string, box: HTMLInputElement) => {
    const values = when.values.includes(value) ? when.values.filter((one) => one !== value) : [...when.values, value];
    // A case without a word would never hold: the last one stays.
    if (values.length > 0) onTest({ is: 'any-of', values });
    else box.checked = true;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the case's own would be read out twice
    <div class={styles.words} role="group" aria-label={t('rules.case.values')}>
      {offered.map(({ value, label }) => (
        <label key={value} class={styles.word}>
          <input
            type="checkbox"
            checked={when.values.includes(value)}
            disabled={when.values.length >= MOST_VALUES && !when.values.includes(value)}
            onChange={(event) => toggle(value, event.currentTarget)}
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </div>
  );
};
