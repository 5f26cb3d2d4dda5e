import { useEffect, useState } from 'preact/hooks';
import { TIERS } from '../../lib/domain/receipt.ts';
import type { RulesPreview } from '../../lib/domain/rules-outcome.ts';
import { GROUPS, type Group, type RuleSet, type ServicePolicy, type TierRules } from '../../lib/domain/score.ts';
import { catalogueWords } from '../../lib/i18n/shop-names.ts';
import type { RuleIssue } from '../../lib/scoring/rules/rule-issue.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { issueText } from './issue-words.ts';
import { NumberInput } from './NumberInput.tsx';
import styles from './TiersPanel.module.css';

const BY = ['score', 'value', 'rfm'] as const;
/** Limits to begin with when tiers go by something else. */
const FIRST_LIMITS: Readonly<Record<TierRules['by'], Pick<TierRules, 'least' | 'margin'>>> = {
  score: { least: { A: 75, B: 55, C: 40 }, margin: 3 },
  value: { least: { A: 1000, B: 300, C: 100 }, margin: 0 },
  rfm: { least: { A: 13, B: 10, C: 7 }, margin: 0 },
};

/** Tiers by value begin where this shop's customers are. */
const firstLimits = (by: TierRules['by'], money: RulesPreview['money']) =>
  by === 'value' && money?.least ? { least: money.least, margin: 0 } : FIRST_LIMITS[by];

const isSameLimits = (a: TierRules['least'], b: TierRules['least']): boolean =>
  a.A === b.A && a.B === b.B && a.C === b.C;

/** Who is in which tier, what each can count on, and what the RFM groups are called. */
export const TiersPanel = ({ store }: { store: ScoreRulesStore }) => {
  const translator = useTranslator();
  const { t } = translator;
  const draft = store.draft.value;
  const preview = store.preview.value;
  const money = preview?.money;
  // Chosen before it was known what would fit: nobody has typed limits of their own yet.
  const [isWaiting, setWaiting] = useState(false);
  const isUntouched =
    draft?.tiers.by === 'value' &&
    draft.tiers.margin === 0 &&
    isSameLimits(draft.tiers.least, FIRST_LIMITS.value.least);
  useEffect(() => {
    if (!isWaiting || !draft) return;
    if (isUntouched && !preview) return;
    setWaiting(false);
    if (!isUntouched || !money?.least) return;
    store.change({ ...draft, tiers: { ...draft.tiers, ...firstLimits('value', money) } });
  }, [isWaiting, isUntouched, preview, money, draft, store]);
  if (!draft) return null;
  const { tiers } = draft;
  const inMoney = (label: string) =>
    tiers.by === 'value' && money ? t('rules.tiers.in', { label, currency: money.currency }) : label;
  const change = (part: Partial<TierRules>) => store.change({ ...draft, tiers: { ...tiers, ...part } });
  const said = (type: 'tiers-not-descending' | 'tier-unreachable', tier: 'A' | 'B' | 'C'): string | undefined => {
    const issue = store.issues.value.find((one: RuleIssue) => one.type === type && one.tier === tier);
    return issue && issueText(translator, issue, draft.rules, store.fields.value);
  };
  return (
    <>
      <Card>
        <div class={styles.sheet}>
          <div class={styles.narrow}>
            <Select
              label={t('rules.tiers.by')}
              value={tiers.by}
              options={BY.map((value) => ({ value, label: t(`rules.tiers.by.${value}`) }))}
              onValue={(by) => {
                if (by === tiers.by) return;
                setWaiting(by === 'value' && !preview);
                change({ by, ...firstLimits(by, money) });
              }}
            />
          </div>
          <div class={styles.limits}>
            {(['A', 'B', 'C'] as const).map((tier) => (
              <NumberInput
                key={tier}
                label={inMoney(t('rules.tiers.least', { tier }))}
                value={tiers.least[tier]}
                error={said('tiers-not-descending', tier)}
                hint={said('tier-unreachable', tier)}
                onValue={(value) => value !== undefined && change({ least: { ...tiers.least, [tier]: value } })}
              />
            ))}
            <NumberInput
              label={inMoney(t('rules.tiers.margin'))}
              value={tiers.margin}
              least={0}
              onValue={(margin) => margin !== undefined && change({ margin })}
            />
          </div>
          <div class={styles.hint}>
            <p>{t('rules.tiers.rest')}</p>
            <p>{t('rules.tiers.margin.hint')}</p>
            {tiers.by === 'value' && <p>{t(`rules.tiers.value.${valueHint(store, tiers)}`)}</p>}
          </div>
        </div>
      </Card>
      <Card>
        <div class={styles.sheet}>
          <div>
            <h2 class={styles.title}>{t('rules.tiers.policy')}</h2>
            <p class={styles.hint}>{t('rules.tiers.policy.hint')}</p>
          </div>
          {TIERS.map((tier) => (
            <Policy
              key={tier}
              tier={tier}
              policy={tiers.policies[tier]}
              onPolicy={(policy) => change({ policies: { ...tiers.policies, [tier]: policy } })}
            />
          ))}
        </div>
      </Card>
      <GroupNames draft={draft} onDraft={store.change} />
    </>
  );
};

/** What there is to say about limits in money: whose they are, and whether there is anything to propose. */
function valueHint(
  store: ScoreRulesStore,
  { least }: TierRules,
): 'hint' | 'own' | 'alike' | 'counting' | 'failed' | 'unknown' {
  const preview = store.preview.value;
  if (!preview) return store.previewFailure.value ? 'failed' : 'counting';
  if (!preview.money) return 'unknown';
  if (!preview.money.least) return 'alike';
  return isSameLimits(least, preview.money.least) ? 'hint' : 'own';
}

interface PolicyProps {
  tier: (typeof TIERS)[number];
  policy: ServicePolicy;
  onPolicy: (policy: ServicePolicy) => void;
}

const Policy = ({ tier, policy, onPolicy }: PolicyProps) => {
  const { t } = useTranslator();
  const { sentence, responseHours, discountLimit } = policy;
  const say = (part: Partial<Record<keyof ServicePolicy, string | number | undefined>>) => {
    const next = { sentence, responseHours, discountLimit, ...part };
    onPolicy(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as ServicePolicy);
  };
  return (
    <fieldset class={styles.policy}>
      <legend class={styles.legend}>
        <TierChip tier={tier} />
        <span class="sr-only">{t('rules.tiers.policy.of', { tier })}</span>
      </legend>
      <Field
        label={t('rules.tiers.sentence')}
        value={sentence}
        maxLength={300}
        onValue={(value) => say({ sentence: value })}
      />
      <NumberInput
        label={t('rules.tiers.hours')}
        value={responseHours}
        isOptional
        least={0}
        most={1000}
        onValue={(value) => say({ responseHours: value })}
      />
      <NumberInput
        label={t('rules.tiers.discount')}
        value={discountLimit}
        isOptional
        least={0}
        most={100}
        onValue={(value) => say({ discountLimit: value })}
      />
    </fieldset>
  );
};

const GroupNames = ({ draft, onDraft }: { draft: RuleSet; onDraft: (draft: RuleSet) => void }) => {
  const t = catalogueWords(useTranslator().t);
  const rename = (group: Group, name: string) => {
    const others = Object.entries(draft.groupNames ?? {}).filter(([key]) => key !== group);
    const names = Object.fromEntries(name.trim() === '' ? others : [...others, [group, name]]);
    const { groupNames: _, ...rest } = draft;
    onDraft(Object.keys(names).length === 0 ? rest : { ...rest, groupNames: names });
  };
  return (
    <Card>
      <div class={styles.sheet}>
        <div>
          <h2 class={styles.title}>{t('rules.groups')}</h2>
          <p class={styles.hint}>{t('rules.groups.hint')}</p>
        </div>
        <div class={styles.names}>
          {GROUPS.map((group) => (
            <Field
              key={group}
              label={t(`group.${group}`)}
              hint={t(`rules.groups.what.${group}`)}
              value={draft.groupNames?.[group] ?? ''}
              placeholder={t(`group.${group}`)}
              maxLength={40}
              onValue={(name) => rename(group, name)}
            />
          ))}
        </div>
      </div>
    </Card>
  );
};
