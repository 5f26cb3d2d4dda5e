import { useMemo } from 'preact/hooks';
import { MATCH_KINDS, type MatchKind } from '../../lib/domain/import-target.ts';
import type { Conventions } from '../../lib/transfer/guess-mapping.ts';
import { DATE_ORDERS, DECIMALS, type ImportChoices, type Obstacle } from '../../lib/view/import-choices.ts';
import { useTranslator } from '../app/app-context.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { currencyOptions, regionOptions, zoneOptions } from './place-options.ts';
import styles from './ReadOptions.module.css';

interface Props {
  choices: ImportChoices;
  /** What the first rows leave open; absent while that is not known. */
  conventions: Conventions | undefined;
  hasAmounts: boolean;
  hasDates: boolean;
  hasPhones: boolean;
  isTable: boolean;
  obstacle: Obstacle | undefined;
  onChange: (part: Partial<ImportChoices>) => void;
}

/** How a file's values are read, and whose customers they are. */
export const ReadOptions = (props: Props) => {
  const { choices, conventions, hasAmounts, hasDates, hasPhones, isTable, obstacle, onChange } = props;
  const { t, language } = useTranslator();
  const currencies = useMemo(() => currencyOptions(language), [language]);
  const regions = useMemo(() => regionOptions(language), [language]);
  const zones = useMemo(() => zoneOptions(choices.timeZone), [choices.timeZone]);
  const toggle = (kind: MatchKind, isOn: boolean) =>
    onChange({ matchBy: MATCH_KINDS.filter((entry) => (entry === kind ? isOn : choices.matchBy.includes(entry))) });
  return (
    <div class={styles.options}>
      {hasAmounts && (
        <div>
          <Select
            label={t('import.currency')}
            value={choices.currency}
            options={[{ value: '', label: t('import.currency.none') }, ...currencies]}
            onValue={(currency) => onChange({ currency })}
          />
          <p class={obstacle === 'needs-currency' ? styles.error : styles.hint}>
            {t(obstacle === 'needs-currency' ? 'import.obstacle.needs-currency' : 'import.currency.hint')}
          </p>
        </div>
      )}
      {hasAmounts && (
        <Select
          label={t('import.decimals')}
          value={choices.decimal}
          options={DECIMALS.map((value) => ({
            value,
            label: t(
              value === '' ? 'import.decimals.auto' : value === '.' ? 'import.decimals.point' : 'import.decimals.comma',
            ),
          }))}
          onValue={(decimal) => onChange({ decimal })}
        />
      )}
      {hasDates && (
        <div>
          <Select
            label={t('import.dates')}
            value={choices.dateOrder}
            options={DATE_ORDERS.map((value) => ({ value, label: t(`import.dates.${value === '' ? 'auto' : value}`) }))}
            onValue={(dateOrder) => onChange({ dateOrder })}
          />
          {conventions?.dateOrder === 'ambiguous' && choices.dateOrder === '' && (
            <p class={styles.error}>{t('import.obstacle.needs-date-order')}</p>
          )}
        </div>
      )}
      {hasDates && (
        <Select
          label={t('import.zone')}
          value={choices.timeZone}
          options={zones}
          onValue={(timeZone) => onChange({ timeZone })}
        />
      )}
      {hasPhones && (
        <div>
          <Select
            label={t('import.region')}
            value={choices.region ?? ''}
            options={[{ value: '', label: t('import.region.none') }, ...regions]}
            onValue={(region) => onChange({ region })}
          />
          {!choices.region && <p class={styles.hint}>{t('import.region.hint')}</p>}
        </div>
      )}
      {isTable && (
        <Field
          label={t('import.shop')}
          value={choices.shop}
          maxLength={60}
          hint={t('import.shop.hint')}
          onValue={(shop) => onChange({ shop })}
        />
      )}
      <Select
        label={t('import.conflict')}
        value={choices.onConflict}
        options={(['mine', 'file'] as const).map((value) => ({ value, label: t(`import.conflict.${value}`) }))}
        onValue={(onConflict) => onChange({ onConflict })}
      />
      <fieldset class={styles.match}>
        <legend class={styles.legend}>{t('import.match')}</legend>
        {MATCH_KINDS.map((kind) => (
          <label key={kind} class={styles.check}>
            <input
              type="checkbox"
              checked={choices.matchBy.includes(kind)}
              onChange={(event) => toggle(kind, event.currentTarget.checked)}
            />
            <span>{t(`import.match.${kind}`)}</span>
          </label>
        ))}
        {obstacle === 'needs-match' && <p class={styles.error}>{t('import.obstacle.needs-match')}</p>}
      </fieldset>
    </div>
  );
};
