import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Settings } from '../../lib/domain/settings.ts';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import layout from '../dashboard/SheetsLayout.module.css';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';

const OWN_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

/** What scores are worked out under: whose days, what money, how far ahead. */
export const ScoreSettings = ({ settings, onChange }: Props) => {
  const { t, language } = useTranslator();
  const { onFile, commonest } = useCurrencies(settings.baseCurrency ?? undefined);
  const fields = useFieldChoices();
  const base = settings.baseCurrency ?? commonest;
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }));
  }, [language]);
  const others = onFile.filter((code) => code !== base);
  const rates = settings.rates ?? {};
  return (
    <Section title={t('score-settings.title')}>
      <div class={layout.pair}>
        <div>
          <Select
            label={t('score-settings.zone')}
            value={settings.timeZone ?? ''}
            onValue={(zone) => onChange({ timeZone: zone || null })}
            options={[
              { value: '', label: `${t('score-settings.zone.own')} · ${OWN_ZONE.replaceAll('_', ' ')}` },
              ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
            ]}
          />
          <p class={layout.hint}>{t('score-settings.zone.hint')}</p>
        </div>
        <Select
          label={t('score-settings.currency')}
          value={settings.baseCurrency ?? ''}
          onValue={(code) => onChange({ baseCurrency: code || null })}
          options={[
            {
              value: '',
              label: [t('score-settings.currency.own'), ...(commonest === undefined ? [] : [commonest])].join(' · '),
            },
            ...currencies,
          ]}
        />
        <Kept
          label={t('score-settings.margin')}
          hint={t('score-settings.margin.hint')}
          bad={t('score-settings.margin.bad')}
          value={settings.marginPercent}
          fits={(margin) => margin >= 0 && margin <= 100}
          onValue={(marginPercent) => onChange({ marginPercent })}
        />
        <Kept
          label={t('score-settings.horizon')}
          hint={t('score-settings.horizon.hint')}
          bad={t('score-settings.horizon.bad')}
          value={settings.horizonDays}
          fits={(days) => Number.isInteger(days) && days >= 1 && days <= 730}
          onValue={(horizonDays) => onChange({ horizonDays })}
        />
        <div>
          <Select
            label={t('score-settings.referral')}
            value={settings.referralField ?? ''}
            onValue={(id) => onChange({ referralField: id || null })}
            options={[{ value: '', label: t('score-settings.referral.none') }, ...fields]}
          />
          <p class={layout.hint}>
            {joinSentences(
              t('score-settings.referral.hint'),
              ...(fields.length === 0 ? [t('score-settings.referral.no-field')] : []),
            )}
          </p>
        </div>
        <Field
          type="date"
          label={t('score-settings.begins')}
          hint={t('score-settings.begins.hint')}
          value={settings.historyBegins ?? ''}
          onValue={(day) => onChange({ historyBegins: day || null })}
        />
      </div>
      {base !== undefined && others.length > 0 && (
        <fieldset class="plain">
          <legend class={layout.legend}>{t('score-settings.rates')}</legend>
          <div class={`${layout.pair} ${layout.evenly}`}>
            {others.map((currency) => (
              <Kept
                key={currency}
                label={t('score-settings.rate', { currency, base })}
                bad={t('score-settings.rate.bad')}
                value={rates[currency]}
                fits={(rate) => rate > 0 && rate <= 1e9}
                onValue={(rate) => {
                  const { [currency]: _before, ...rest } = rates;
                  onChange({ rates: rate === null ? rest : { ...rest, [currency]: rate } });
                }}
              />
            ))}
          </div>
          <p class={layout.hint}>{t('score-settings.rates.hint')}</p>
        </fieldset>
      )}
    </Section>
  );
};

interface KeptProps {
  label: string;
  hint?: string;
  /** What is wrong with a value that does not fit. */
  bad: string;
  value: number | null | undefined;
  fits: (value: number) => boolean;
  /** Null when it was emptied. */
  onValue: (value: number | null) => void;
}

/** A number that is kept when the field is left, or with Enter. */
const Kept = ({ label, hint, bad, value, fits, onValue }: KeptProps) => {
  const held = value === null || value === undefined ? '' : String(value);
  const [typed, setTyped] = useState(held);
  const [isBad, setBad] = useState(false);
  useEffect(() => setTyped(held), [held]);
  const keep = () => {
    const text = typed.trim().replace(',', '.');
    if (text === held) return;
    const number = Number(text);
    const isGood = text === '' || (Number.isFinite(number) && fits(number));
    setBad(!isGood);
    if (isGood) onValue(text === '' ? null : number);
  };
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      inputMode="decimal"
      value={typed}
      onValue={(next) => {
        setTyped(next);
        setBad(false);
      }}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
      error={isBad ? bad : undefined}
    />
  );
};

interface Currencies {
  /** Those of the orders on file. */
  readonly onFile: readonly string[];
  /** The one that most purchases are in; absent while another is chosen, or nobody has counted. */
  readonly commonest?: string | undefined;
}

/** The currencies of the orders on file. @param chosen what all amounts are told in, where the shop says so */
function useCurrencies(chosen: string | undefined): Currencies {
  const { background } = useApp();
  const [found, setFound] = useState<Currencies>({ onFile: [] });
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      const answer = await background.call('filters.values', {});
      if (!answer.ok || stop.signal.aborted) return;
      const onFile = answer.value.currency.map(({ value }) => value);
      // Of several it is only known once everybody was scored: the values count customers, not purchases.
      const base = answer.value.base ?? (onFile.length === 1 ? onFile[0] : undefined);
      setFound({ onFile, commonest: chosen === undefined ? base : undefined });
    };
    background.subscribe((push) => {
      if (push.event === 'changed' && push.tables.includes('scores')) void load();
    }, stop.signal);
    void load();
    return () => stop.abort();
  }, [background, chosen]);
  return found;
}

/** The shop's own fields, to choose from. */
function useFieldChoices(): readonly { readonly value: string; readonly label: string }[] {
  const { background } = useApp();
  const [found, setFound] = useState<readonly { value: string; label: string }[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      const answer = await background.call('fields.list', {});
      if (answer.ok && !stop.signal.aborted) setFound(answer.value.map(({ id, name }) => ({ value: id, label: name })));
    };
    background.subscribe((push) => {
      if (push.event === 'changed' && push.tables.includes('fields')) void load();
    }, stop.signal);
    void load();
    return () => stop.abort();
  }, [background]);
  return found;
}
