import { Hint } from '../ui/Hint.tsx';
import { useTranslator } from './app-context.ts';

/** Stands for a value nobody knows; the reason is one hover or focus away. Never a zero. */
export const Unknown = ({ why }: { why: string }) => {
  const { t } = useTranslator();
  return (
    <Hint text={why}>
      <span class="sr-only">{t('common.unknown')}</span>
      <span aria-hidden="true">—</span>
    </Hint>
  );
};
