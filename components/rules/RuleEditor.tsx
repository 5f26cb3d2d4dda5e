import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { RulesPreview } from '../../lib/domain/rules-outcome.ts';
import type { ScoreRule } from '../../lib/domain/score.ts';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { KnownAttributes } from '../../lib/scoring/rules/known-attributes.ts';
import type { RuleIssue } from '../../lib/scoring/rules/rule-issue.ts';
import { firstCases, firstLine, firstShape } from '../../lib/view/rules-edit.ts';
import { useTranslator } from '../app/app-context.ts';
import { Select } from '../ui/Select.tsx';
import { AttributeSelect } from './AttributeSelect.tsx';
import { CasesEditor } from './CasesEditor.tsx';
import { LineEditor } from './LineEditor.tsx';
import { PointsInput } from './PointsInput.tsx';
import styles from './RuleEditor.module.css';
import { choiceText, unitOf, unitText } from './rules-words.ts';

export interface RuleEditorProps {
  rule: ScoreRule;
  known: KnownAttributes;
  fields: readonly CustomField[];
  /** Of this rule alone, each with its sentence. */
  issues: readonly { readonly issue: RuleIssue; readonly text: string }[];
  preview: RulesPreview | undefined;
  onRule: (rule: ScoreRule) => void;
}

/** Everything about one rule: what it is about, how many points, and for what. */
export const RuleEditor = ({ rule, known, fields, issues, preview, onRule }: RuleEditorProps) => {
  const translator = useTranslator();
  const { t } = translator;
  const { attribute, shape, points } = rule;
  const about = known.get(attribute);
  const called = (value: string) => choiceText(translator, attribute, value, fields);
  const refused = Array.from(about?.refused?.keys() ?? [], called);
  const unit = unitOf(attribute, fields);
  const shared = { points, unit, unitName: unitText(translator, attribute, fields) };
  const textOf = (fits: (issue: RuleIssue) => boolean): string | undefined =>
    issues.find(({ issue }) => fits(issue))?.text;
  const caseText = (index: number): string | undefined =>
    textOf((issue) => 'caseIndex' in issue && issue.caseIndex === index) ??
    (preview?.unreached.some(({ ruleId, caseIndex }) => ruleId === rule.id && caseIndex === index)
      ? t('rules.case.nobody')
      : undefined);
  const whole = textOf(
    (issue) => issue.type === 'constant-shape' || (issue.type === 'wrong-kind' && !('caseIndex' in issue)),
  );
  return (
    <div class={styles.editor}>
      <div class={styles.two}>
        <AttributeSelect
          label={t('rules.attribute')}
          value={attribute}
          known={known}
          fields={fields}
          error={textOf(({ type }) => type === 'unknown-attribute')}
          onValue={(chosen) => onRule({ ...rule, attribute: chosen.name, shape: firstShape(chosen) })}
        />
        {about?.kind === 'number' && (
          <Select
            label={t('rules.shape')}
            value={shape.type}
            options={(['linear', 'cases'] as const).map((value) => ({ value, label: t(`rules.shape.${value}`) }))}
            onValue={(type) => onRule({ ...rule, shape: type === 'linear' ? firstLine(about) : firstCases(about) })}
          />
        )}
      </div>
      {refused.length > 0 && (
        <p class={styles.hint}>
          {joinSentences(
            t('rules.segments.refused', { names: translator.list(refused) }),
            t('rules.segments.refused.why'),
          )}
        </p>
      )}
      <PointsInput
        points={points}
        error={textOf(({ type }) => type === 'no-points')}
        onPoints={(next) => onRule({ ...rule, points: next })}
      />
      {about && shape.type === 'linear' && (
        <LineEditor
          {...shared}
          shape={shape}
          attribute={about}
          errorAt={(index) => textOf((issue) => issue.type === 'points-not-ascending' && issue.pointIndex === index)}
          onShape={(next) => onRule({ ...rule, shape: next })}
        />
      )}
      {about && shape.type === 'cases' && (
        <CasesEditor
          {...shared}
          shape={shape}
          attribute={about}
          choices={(about.values ?? []).map((value) => ({ value, label: called(value) }))}
          called={called}
          errorAt={caseText}
          onShape={(next) => onRule({ ...rule, shape: next })}
        />
      )}
      {whole && <p class={styles.issue}>{whole}</p>}
    </div>
  );
};
