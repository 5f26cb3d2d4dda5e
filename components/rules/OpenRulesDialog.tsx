import { useState } from 'preact/hooks';
import type { RuleSet } from '../../lib/domain/score.ts';
import { withShopNames } from '../../lib/i18n/shop-names.ts';
import { severityOf } from '../../lib/scoring/rules/rule-issue.ts';
import { validateRules } from '../../lib/scoring/rules/validate.ts';
import type { RulesContent, RulesFileFault, RulesShop } from '../../lib/view/rules-file.ts';
import { fitRules } from '../../lib/view/rules-fit.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ChangeList } from './ChangeList.tsx';
import { asOwnFields, MissingList } from './MissingList.tsx';
import styles from './ScoreRules.module.css';
import { type MadeInShop, useMissing } from './use-missing.ts';

/** A file that was chosen, and what is in it, with what this shop has of what it asks for. */
export interface OpenedRules {
  readonly file: string;
  readonly found?: { readonly content: RulesContent; readonly shop: RulesShop };
  readonly fault?: RulesFileFault | { readonly type: 'unreadable' };
}

interface Props {
  opened: OpenedRules;
  store: ScoreRulesStore;
  /** @param made what was made in the shop for them @param foreign what the file calls its segments, by id */
  onUse: (rules: RuleSet, foreign: ReadonlyMap<string, string>, made?: MadeInShop) => void;
  onClose: () => void;
}

/** What a file of rules would change, before any of it is taken over; or why it cannot be. */
export const OpenRulesDialog = ({ opened: { file, found, fault }, store, onUse, onClose }: Props) => {
  const { t } = useTranslator();
  return found ? (
    <FoundRules file={file} found={found} store={store} onUse={onUse} onClose={onClose} />
  ) : (
    <Dialog
      title={t('rules.import.failed')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <Button tone="primary" data-autofocus="" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <p>
        {fault?.type === 'bad-value'
          ? t('rules.fault.bad-value', { at: fault.at })
          : t(`rules.fault.${fault?.type ?? 'unreadable'}`)}
      </p>
    </Dialog>
  );
};

interface FoundProps extends Omit<Props, 'opened'> {
  file: string;
  found: NonNullable<OpenedRules['found']>;
}

const FoundRules = ({ file, found: { content, shop }, store, onUse, onClose }: FoundProps) => {
  const translator = useTranslator();
  const { t } = translator;
  const [isMade, setMade] = useState(true);
  const missing = useMissing(store);
  const { rules, missing: lacking, lost } = fitRules(content, shop);
  const draft = store.draft.value;
  const hasLacking = lacking.fields.length + lacking.segments.length > 0;
  const toCome = new Set(isMade ? lacking.fields.map(({ id }) => `custom:${id}`) : []);
  const issues = validateRules(rules, store.known.value).filter(
    (issue) => issue.type !== 'unknown-attribute' || !toCome.has(issue.attribute),
  );
  const unknown = issues.filter(({ type }) => type === 'unknown-attribute').length;
  const wrong = issues.filter((issue) => severityOf(issue) === 'error').length;
  const fields = [...shop.fields, ...asOwnFields(lacking.fields)];
  const foreign = new Map(content.segments.map(({ id, name }) => [id as string, name]));
  const segments = new Map([...foreign, ...shop.segments.map(({ id, name }) => [id as string, name] as const)]);
  const use = async () => {
    if (!hasLacking || !isMade) return onUse(rules, foreign);
    const made = await missing.make(content);
    // What could not be made has been told; the file is still there to be tried again.
    if (made) onUse(made.rules, foreign, made.made);
  };
  // What is being made cannot be called back half-way: it is told when it is there, with the way back.
  const close = () => {
    if (!missing.isMaking) onClose();
  };
  // Of many segments that the file does not tell one sentence says all there is to say.
  const losses = new Set([
    ...lost.fields.map((name) => t('rules.import.lost.field-name', { name })),
    ...lost.segments.map(({ name, why }) =>
      why === 'untold' ? t('rules.import.lost.untold') : t(`rules.import.lost.${why}`, { name }),
    ),
  ]);
  return (
    <Dialog
      title={t('rules.import.title', { file })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button disabled={missing.isMaking} onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button tone="primary" data-autofocus="" disabled={missing.isMaking} onClick={() => void use()}>
            {t('rules.import.use')}
          </Button>
        </>
      }
    >
      {draft && (
        <div class={styles.form}>
          <p class="second">{t('rules.import.text')}</p>
          <ChangeList from={draft} to={rules} fields={fields} translator={withShopNames(translator, { segments })} />
          {hasLacking && (
            <MissingList missing={lacking} fields={fields} isMade={isMade} isBusy={missing.isMaking} onMade={setMade} />
          )}
          {[...losses].map((text) => (
            <p key={text} class={styles.warn}>
              {text}
            </p>
          ))}
          {unknown > 0 && <p class={styles.warn}>{t('rules.import.unknown', { n: unknown })}</p>}
          {wrong > 0 && <p class={styles.bad}>{t('rules.import.wrong', { n: wrong })}</p>}
          {store.isChanged.value && <p class={styles.warn}>{t('rules.import.replaces')}</p>}
        </div>
      )}
    </Dialog>
  );
};
