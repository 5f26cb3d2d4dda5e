import type { FoundContacts, FoundTable } from '../../lib/messaging/file-work.ts';
import type { Encoding } from '../../lib/transfer/encoding.ts';
import type { ImportChoices } from '../../lib/view/import-choices.ts';
import { useTranslator } from '../app/app-context.ts';
import { Select } from '../ui/Select.tsx';
import styles from './FileFacts.module.css';
import { Note } from './Note.tsx';
import { sizeText } from './size-text.ts';

const ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
] as const satisfies readonly Encoding[];
const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

interface Props {
  found: FoundTable | FoundContacts;
  choices: ImportChoices;
  onReopen: (how: { encoding?: Encoding; sheet?: string }) => void;
  onPreset: (isUsed: boolean) => void;
  onForget: () => void;
}

/** What a file turned out to be, and how else it could be read. */
export const FileFacts = ({ found, choices, onReopen, onPreset, onForget }: Props) => {
  const { t, number, language } = useTranslator();
  const table = found.kind === 'table' ? found : undefined;
  const encoding = found.kind === 'contacts' ? found.encoding : found.encoding;
  const preset = table?.preset;
  return (
    <>
      <dl class={styles.facts}>
        <div>
          <dt>{t('import.found.format')}</dt>
          <dd>{formatText(found)}</dd>
        </div>
        <div>
          <dt>{t('import.found.size')}</dt>
          <dd class="num">{sizeText(found.sizeBytes, language)}</dd>
        </div>
        {table && (
          <div>
            <dt>{t('import.found.columns')}</dt>
            <dd class="num">{number(table.headers.length)}</dd>
          </div>
        )}
      </dl>
      <div class={styles.choices}>
        {preset && (
          <Select
            label={t('import.source')}
            value={choices.presetId === undefined ? 'other' : 'preset'}
            options={[
              { value: 'preset', label: t(`import.source.${preset.holds}`, { name: preset.name }) },
              { value: 'other', label: t('import.source.other') },
            ]}
            onValue={(value) => onPreset(value === 'preset')}
          />
        )}
        {encoding !== undefined && (
          <Select
            label={t('import.found.encoding')}
            value={encoding}
            options={ENCODINGS.map((value) => ({ value, label: t(`import.encoding.${value}`) }))}
            onValue={(value) => onReopen({ encoding: value })}
          />
        )}
        {table?.sheets && table.sheets.length > 1 && (
          <Select
            label={t('import.found.sheet')}
            value={table.sheet ?? ''}
            options={table.sheets.map((value) => ({ value, label: value }))}
            onValue={(sheet) => onReopen({ sheet })}
          />
        )}
      </div>
      {table?.isEncodingSure === false && <Note tone="warn">{t('import.found.encoding.unsure')}</Note>}
      {table && !table.hasHeader && <Note>{t('import.found.no-header')}</Note>}
      {choices.isRemembered && (
        <Note
          action={
            <button type="button" class={styles.link} onClick={onForget}>
              {t('import.remembered.forget')}
            </button>
          }
        >
          {t('import.remembered')}
        </Note>
      )}
      {preset && choices.presetId !== undefined && !choices.isRemembered && (
        <p class={styles.hint}>{t('import.source.known', { name: preset.name })}</p>
      )}
    </>
  );

  function formatText(file: FoundTable | FoundContacts): string {
    if (file.kind === 'contacts') return t('import.format.contacts');
    if (file.format === 'xlsx') return t('import.format.xlsx');
    return t('import.format.csv', { delimiter: t(`import.delimiter.${DELIMITERS[file.delimiter ?? ',']}`) });
  }
};
