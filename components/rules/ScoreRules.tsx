import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import { whatAndTodo } from '../../lib/i18n/join-sentences.ts';
import { withShopNames } from '../../lib/i18n/shop-names.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import type { Turned } from '../../lib/view/actions.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { RehearsalStore } from '../../lib/view/rehearsal-store.ts';
import { readRulesFile, writeRulesFile } from '../../lib/view/rules-file.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { AppProvider, useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { PageHead } from '../dashboard/PageHead.tsx';
import { Download, FileUp, RotateCcw } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { type OpenedRules, OpenRulesDialog } from './OpenRulesDialog.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { RehearsalPanel } from './RehearsalPanel.tsx';
import { RuleList } from './RuleList.tsx';
import { RULES_DRAFT, SaveRulesDialog } from './SaveRulesDialog.tsx';
import styles from './ScoreRules.module.css';
import { StateBar } from './StateBar.tsx';
import { TiersPanel } from './TiersPanel.tsx';
import type { MadeInShop } from './use-missing.ts';
import { VersionsPanel } from './VersionsPanel.tsx';

/** What was made in the shop for rules, and whether it is there or was taken back. */
interface MadeFor {
  readonly ids: readonly ActionId[];
  readonly isThere: boolean;
}
const NOTHING_MADE: MadeFor = { ids: [], isThere: true };

const PARTS = ['rules', 'tiers', 'rehearsal', 'versions'] as const;

export interface ScoreRulesProps {
  store: ScoreRulesStore;
  rehearsals: RehearsalStore;
  part: string | undefined;
  saveFile: (file: Blob, name: string) => void;
}

/** The score rules: edited with what they would change beside them, tried on the past, kept as versions. */
export const ScoreRules = (props: ScoreRulesProps) => {
  const app = useApp();
  const { store } = props;
  const named = useMemo(() => {
    const { settings } = app;
    const translator = computed(() => withShopNames(settings.translator.value, { foreign: store.foreign.value }));
    return { ...app, settings: { ...settings, translator } };
  }, [app, store]);
  return (
    <AppProvider value={named}>
      <RulesPage {...props} />
    </AppProvider>
  );
};

const RulesPage = ({ store, rehearsals, part, saveFile }: ScoreRulesProps) => {
  const { actions, toasts } = useApp();
  const { t, number } = useTranslator();
  const [isSaving, setSaving] = useState(false);
  const [opened, setOpened] = useState<OpenedRules>();
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => void store.load(), [store]);
  const shown = PARTS.find((one) => one === part) ?? 'rules';
  const draft = store.draft.value;
  const failure = store.failure.value;

  /**
   * Says that the rules on the page are others; those before can be had back, and so can whichever make room for them. What was
   * made in the shop for either goes and comes with them.
   */
  const offerBack = (was: RuleSet | undefined, text: string, made: MadeFor = NOTHING_MADE) => {
    const run = async () => {
      const meanwhile = store.isChanged.peek() ? store.draft.peek() : undefined;
      if (was) store.change(was);
      else store.discard();
      const { ids, isThere } = made;
      const say = ({ actions: turned, kept }: Turned) => {
        const back = t('rules.put-back');
        const said = kept > 0 ? whatAndTodo(back, t('rules.put-back.kept', { n: kept })) : back;
        if (meanwhile || turned.length > 0 || kept > 0) offerBack(meanwhile, said, { ids: turned, isThere: !isThere });
      };
      say(await (isThere ? actions.undoQuietly(ids, say) : actions.redoQuietly(ids, say)));
    };
    toasts.show({ tone: 'info', topic: RULES_DRAFT, text, action: { label: t('common.undo'), run: () => void run() } });
  };
  const discard = () => {
    const was = store.discard();
    if (was) offerBack(was, t('rules.discarded'));
  };
  /** Other rules in the place of those on the page; changes that were not saved can be had back. */
  const replace = (rules: RuleSet, text: string, made?: MadeFor, foreign?: ReadonlyMap<string, string>) => {
    const was = store.isChanged.peek() ? store.draft.peek() : undefined;
    store.change(rules, foreign);
    offerBack(was, text, made);
  };
  const open = async (file: File) => {
    try {
      const read = readRulesFile(await file.text());
      if (!read.ok) return setOpened({ file: file.name, fault: read.error });
      const shop = await store.shop();
      if (!shop.ok) return actions.tell(shop.error, () => void open(file));
      setOpened({ file: file.name, found: { content: read.value, shop: shop.value } });
    } catch {
      setOpened({ file: file.name, fault: { type: 'unreadable' } });
    }
  };
  const save = async (rules: RuleSet) => {
    const shop = await store.shop();
    if (!shop.ok) return actions.tell(shop.error, () => void save(rules));
    const text = writeRulesFile(rules, shop.value);
    saveFile(new Blob([text], { type: 'application/json' }), 'regulars-score-rules.json');
  };
  const use = (rules: RuleSet, foreign: ReadonlyMap<string, string>, made?: MadeInShop) => {
    setOpened(undefined);
    const done = t('rules.import.done');
    if (made) replace(rules, whatAndTodo(done, made.text), { ids: made.ids, isThere: true }, foreign);
    else replace(rules, done, undefined, foreign);
  };
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.score-rules')}>
        {draft && (
          <Menu
            label={t('rules.more')}
            items={[
              {
                label: t('rules.export'),
                icon: Download,
                run: () => void save(draft),
              },
              { label: t('rules.import'), icon: FileUp, run: () => picker.current?.click() },
              {
                label: t('rules.defaults'),
                icon: RotateCcw,
                run: () => replace({ ...DEFAULT_RULES, version: draft.version }, t('rules.defaults.done')),
              },
            ]}
          />
        )}
      </PageHead>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('rules.import')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void open(file);
        }}
      />
      <p class={`second ${styles.text}`}>{t('rules.text', { base: number(50) })}</p>
      {failure && <FailureState failure={failure} onRetry={() => void store.load()} />}
      {!draft && !failure && <Skeleton label={t('rules.loading')} rows={6} />}
      {draft && (
        <>
          <StateBar store={store} onSave={() => setSaving(true)} onDiscard={discard} />
          <Tabs
            label={t('rules.parts')}
            selected={shown}
            onSelect={(id) => {
              location.hash = hashOf({ page: 'score-rules', part: id });
            }}
            tabs={PARTS.map((id) => ({
              id,
              label: t(`rules.part.${id}`),
              count: id === 'rules' ? number(draft.rules.length) : undefined,
            }))}
          >
            {shown === 'rehearsal' || shown === 'versions' ? (
              <div class={styles.sheets}>
                {shown === 'versions' ? (
                  <VersionsPanel store={store} />
                ) : (
                  <RehearsalPanel store={store} rehearsals={rehearsals} />
                )}
              </div>
            ) : (
              <div class={styles.columns}>
                <div class={styles.sheets}>
                  {shown === 'tiers' ? <TiersPanel store={store} /> : <RuleList store={store} />}
                </div>
                <PreviewPanel store={store} />
              </div>
            )}
          </Tabs>
        </>
      )}
      {isSaving && <SaveRulesDialog store={store} onClose={() => setSaving(false)} />}
      {opened && <OpenRulesDialog opened={opened} store={store} onUse={use} onClose={() => setOpened(undefined)} />}
    </div>
  );
};
