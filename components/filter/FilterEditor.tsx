import { useEffect, useState } from 'preact/hooks';
import type { Condition } from '../../lib/domain/filter.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { attributeOptions, valueOptions } from './attribute-options.ts';
import { kindOf, type Naming, valueText } from './condition-text.ts';
import { conditionOf, type Draft, draftFor, draftOf, questionsOf } from './draft.ts';
import styles from './FilterEditor.module.css';
import { GoodsPicker } from './GoodsPicker.tsx';
import { ValueList } from './ValueList.tsx';

interface Props {
  filters: FiltersStore;
  /** What is changed; absent for a new condition. */
  condition: Condition | undefined;
  onApply: (condition: Condition) => void;
  onClose: () => void;
}

/** One condition: by what, how, and which. */
export const FilterEditor = ({ filters, condition, onApply, onClose }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const naming: Naming = { translator, fields: filters.fields.value, goods: filters.goods.names.value };
  const [draft, setDraft] = useState<Draft>(() => (condition ? draftOf(naming, condition) : draftFor(naming, 'tag')));
  const [isTried, setTried] = useState(false);
  useEffect(() => void filters.loadValues(), [filters]);
  const values = filters.values.value;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const made = conditionOf(naming, draft);
  const error = isTried && 'need' in made ? t(made.need as 'filter.need') : undefined;
  const kind = kindOf(naming, draft.attribute);
  const [isDate, isShare, isGoods] = [kind === 'date', kind === 'share', kind === 'goods'];
  const { is } = draft;
  const numberType = isDate ? 'date' : 'text';
  return (
    <FormDialog
      title={t(condition ? 'filter.edit.title' : 'filter.add.title')}
      submit={t('filter.apply')}
      onSubmit={() => {
        setTried(true);
        if (!('need' in made)) onApply(made);
      }}
      onClose={onClose}
    >
      <div class={styles.two}>
        <Select
          label={t('filter.by')}
          value={draft.attribute}
          options={attributeOptions(naming, values, draft.attribute)}
          onValue={(attribute) => setDraft(draftFor(naming, attribute))}
        />
        <Select
          label={t('filter.is')}
          value={is}
          options={questionsOf(naming, draft.attribute).map((value) => ({
            value,
            label: t(
              isGoods ? (value === 'any-of' ? 'filter.is.bought' : 'filter.is.not-bought') : questionKey(value, isDate),
            ),
          }))}
          onValue={(value) => change({ is: value })}
        />
      </div>
      {isGoods && (
        <GoodsPicker
          goods={filters.goods}
          chosen={draft.values}
          onChosen={(chosen) => change({ values: chosen })}
          error={error}
        />
      )}
      {!isGoods && (is === 'any-of' || is === 'none-of') && (
        <ValueList
          options={valueOptions(naming, draft, values).map(({ value, count }) => ({
            ...{ value, count },
            label: valueText(naming, draft.attribute, value),
          }))}
          chosen={draft.values}
          onChosen={(chosen) => change({ values: chosen })}
          error={error}
        />
      )}
      {(is === 'contains' || is === 'lacks') && (
        <Field
          label={t('filter.text')}
          value={draft.text}
          onValue={(text) => change({ text })}
          maxLength={200}
          error={error}
        />
      )}
      {(is === 'in-last' || is === 'before-last' || is === 'in-next') && (
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
            label={t(isShare ? 'filter.from.percent' : 'filter.from')}
            type={numberType}
            inputMode="decimal"
            value={draft.from}
            onValue={(from) => change({ from })}
            error={error}
          />
          <Field
            label={t(isShare ? 'filter.to.percent' : 'filter.to')}
            type={numberType}
            inputMode="decimal"
            value={draft.to}
            onValue={(to) => change({ to })}
          />
        </div>
      )}
    </FormDialog>
  );
};

function questionKey(is: Condition['is'], isDate: boolean) {
  if (!isDate) return `filter.is.${is}` as const;
  if (is === 'between') return 'filter.is.between-days';
  if (is === 'known') return 'filter.is.ever';
  return is === 'unknown' ? 'filter.is.never' : (`filter.is.${is}` as const);
}
