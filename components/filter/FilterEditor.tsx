import { useEffect, useState } from 'preact/hooks';
import { ATTRIBUTES, attributeKind, type Condition } from '../../lib/domain/filter.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import type { FiltersStore, FilterValues } from '../../lib/view/filters-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { attributeText, valueText } from './condition-text.ts';
import { conditionOf, type Draft, draftFor, draftOf, questionsOf } from './draft.ts';
import styles from './FilterEditor.module.css';
import { ValueList } from './ValueList.tsx';

interface Props {
  filters: FiltersStore;
  /** What is changed; absent for a new condition. */
  condition: Condition | undefined;
  onApply: (condition: Condition) => void;
  onClose: () => void;
}

const FORM = 'filter-condition';
const FIXED = { tier: TIERS, stage: STAGES, quality: QUALITY_CHECK_IDS } as const;
const COUNTED = ['tag', 'source', 'currency'] as const;

/** One condition: by what, how, and which. */
export const FilterEditor = ({ filters, condition, onApply, onClose }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const [draft, setDraft] = useState<Draft>(() => (condition ? draftOf(condition) : draftFor('tag')));
  const [isTried, setTried] = useState(false);
  useEffect(() => void filters.loadValues(), [filters]);
  const values = filters.values.value;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const made = conditionOf(draft);
  const error = isTried && 'need' in made ? t(made.need as 'filter.need') : undefined;
  const isDate = attributeKind(draft.attribute) === 'date';
  const { is } = draft;
  const numberType = isDate ? 'date' : 'text';
  return (
    <Dialog
      title={t(condition ? 'filter.edit.title' : 'filter.add.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" type="submit" form={FORM}>
            {t('filter.apply')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!('need' in made)) onApply(made);
        }}
      >
        <div class={styles.two}>
          <Select
            label={t('filter.by')}
            value={draft.attribute}
            options={attributes(values, draft.attribute).map((value) => ({ value, label: attributeText(t, value) }))}
            onValue={(attribute) => setDraft(draftFor(attribute))}
          />
          <Select
            label={t('filter.is')}
            value={is}
            options={questionsOf(draft.attribute).map((value) => ({ value, label: t(questionKey(value, isDate)) }))}
            onValue={(value) => change({ is: value })}
          />
        </div>
        {(is === 'any-of' || is === 'none-of') && (
          <ValueList
            options={optionsOf(draft, values).map(({ value, count }) => ({
              ...{ value, count },
              label: valueText(translator, draft.attribute, value),
            }))}
            chosen={draft.values}
            onChosen={(chosen) => change({ values: chosen })}
            error={error}
          />
        )}
        {(is === 'in-last' || is === 'before-last') && (
          <Field
            label={t('filter.days')}
            inputMode="numeric"
            value={draft.days}
            onValue={(days) => change({ days })}
            error={error}
          />
        )}
        {is === 'between' && (
          <div class={styles.two}>
            <Field
              label={t('filter.from')}
              type={numberType}
              inputMode="decimal"
              value={draft.from}
              onValue={(from) => change({ from })}
              error={error}
            />
            <Field
              label={t('filter.to')}
              type={numberType}
              inputMode="decimal"
              value={draft.to}
              onValue={(to) => change({ to })}
            />
          </div>
        )}
      </form>
    </Dialog>
  );
};

function questionKey(is: Condition['is'], isDate: boolean) {
  if (!isDate) return `filter.is.${is}` as const;
  if (is === 'between') return 'filter.is.between-days';
  if (is === 'known') return 'filter.is.ever';
  return is === 'unknown' ? 'filter.is.never' : (`filter.is.${is}` as const);
}

/** Every attribute there is for this shop; amounts by currency. */
function attributes(values: FilterValues | undefined, present: string): readonly string[] {
  const nets = (values?.currency ?? []).map(({ value }) => `net:${value}`);
  const all: string[] = [...Object.keys(ATTRIBUTES), ...nets];
  return all.includes(present) ? all : [...all, present];
}

/** What can be chosen. What a condition asks for stays among it, also when nobody has it any more. */
function optionsOf(
  { attribute, values: chosen }: Draft,
  values: FilterValues | undefined,
): readonly { readonly value: string; readonly count: number | undefined }[] {
  const fixed = Object.entries(FIXED).find(([name]) => name === attribute)?.[1];
  if (fixed) return fixed.map((value) => ({ value, count: undefined }));
  const counted = COUNTED.find((name) => name === attribute);
  const found: { value: string; count: number | undefined }[] = counted ? [...(values?.[counted] ?? [])] : [];
  for (const value of chosen) if (!found.some((one) => one.value === value)) found.push({ value, count: undefined });
  return found;
}
