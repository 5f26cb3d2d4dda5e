import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { FileUp } from '../ui/icons.ts';
import styles from './FilePicker.module.css';

interface Props {
  onFile: (file: File) => void;
  children?: ComponentChildren;
  /** Instead of the words of an import. */
  words?: { readonly drop: string; readonly dropNow: string; readonly choose: string };
  accept?: string;
}

const TABLES = '.csv,.tsv,.txt,.tab,.xlsx,.xls,.vcf,.json,.gz,.regulars,text/csv,text/vcard';

/** Takes a file: dropped on it, or chosen with the button. */
export const FilePicker = ({ onFile, children, words, accept = TABLES }: Props) => {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same for everybody.
    <div
      class={`${styles.zone} ${isOver ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <span class={styles.icon}>
        <Icon of={FileUp} size={24} />
      </span>
      <p class={styles.call}>{isOver ? (words?.dropNow ?? t('import.drop.now')) : (words?.drop ?? t('import.drop'))}</p>
      <Button tone="primary" onClick={() => input.current?.click()}>
        {words?.choose ?? t('import.choose-file')}
      </Button>
      <input
        ref={input}
        type="file"
        class="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file again is a choice too.
          event.currentTarget.value = '';
        }}
      />
      {children}
    </div>
  );
};
