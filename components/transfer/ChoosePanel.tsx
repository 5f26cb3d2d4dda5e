import { useRef } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Target } from '../../lib/transfer/mapping.ts';
import type { FileInHand, ImportStore } from '../../lib/view/import-step.ts';
import { withTarget } from '../../lib/view/import-targets.ts';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Section } from '../app/Section.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './ChoosePanel.module.css';
import { ColumnTable } from './ColumnTable.tsx';
import { FailureNote } from './FailureNote.tsx';
import { FileFacts } from './FileFacts.tsx';
import { ReadOptions } from './ReadOptions.tsx';
import { RowsPreview } from './RowsPreview.tsx';

interface Props {
  store: ImportStore;
  file: FileInHand;
}

const AMOUNTS: readonly Target[] = ['order.total', 'order.refunded', 'line.unitPrice', 'line.total'];
const DATES: readonly Target[] = ['order.placedAt', 'customer.birthday'];

/** What was found in a file, which column becomes what, and the first rows as they will become. */
export const ChoosePanel = ({ store, file }: Props) => {
  const { t } = useTranslator();
  const options = useRef<HTMLDivElement>(null);
  const choices = store.choices.value;
  const preview = store.preview.value;
  const obstacle = store.obstacle.value;
  const failure = store.failure.value;
  if (!choices) return null;
  const { found, name, fields } = file;
  const table = found.kind === 'table' ? found : undefined;
  const targets = new Set(choices.columns.targets.values());
  const check = () => {
    if (!obstacle) void store.check();
    else options.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Card>
      <Section title={t('import.found')}>
        <div class={styles.stack}>
          <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
            <bdi>{name}</bdi>
          </h2>
          {failure && <FailureNote failure={failure} />}
          <FileFacts
            found={found}
            choices={choices}
            onReopen={(how) => void store.reopen(how)}
            onPreset={store.usePreset}
            onForget={() => void store.forgetRemembered()}
          />
        </div>
      </Section>
      {table && (
        <Section title={t('import.columns')}>
          <div class={styles.stack}>
            <ColumnTable
              key={`${table.encoding} ${table.sheet} ${choices.presetId}`}
              table={table}
              columns={choices.columns}
              fields={fields}
              onChange={(column, target) => store.choose({ columns: withTarget(choices.columns, column, target) })}
            />
            <p class={styles.hint}>{joinSentences(t('import.columns.several'), t('import.remembers'))}</p>
          </div>
        </Section>
      )}
      <Section title={t('import.preview')}>
        <RowsPreview preview={preview} targets={table && targets} fields={fields} />
      </Section>
      <Section title={t(table ? 'import.options' : 'import.matching')}>
        <div ref={options}>
          <ReadOptions
            choices={choices}
            conventions={preview?.conventions}
            hasAmounts={AMOUNTS.some((target) => targets.has(target))}
            hasDates={DATES.some((target) => targets.has(target))}
            hasPhones={table === undefined || targets.has('customer.phone')}
            isTable={table !== undefined}
            obstacle={obstacle}
            onChange={store.choose}
          />
        </div>
      </Section>
      <div class={styles.foot}>
        <Button tone="primary" aria-disabled={obstacle !== undefined} onClick={check}>
          {t('import.check')}
        </Button>
        <p class={obstacle ? styles.error : styles.hint} role="status">
          {t(obstacle ? `import.obstacle.${obstacle}` : 'import.check.hint')}
        </p>
      </div>
    </Card>
  );
};
