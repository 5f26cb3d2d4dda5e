import { useTranslator } from '../app/app-context.ts';
import { commandKey } from '../app/keys.ts';
import { KeyList } from '../ui/KeyList.tsx';

/** The dashboard's keys. */
export const DashboardKeys = () => {
  const { t } = useTranslator();
  const keys = [
    [`${commandKey} K`, t('keys.palette')],
    ['/', t('keys.filter')],
    ['↑ ↓', t('keys.rows')],
    ['↵', t('keys.open')],
    ['␣', t('keys.select')],
    ['⇧ ↑ ↓', t('keys.select-more')],
    [`${commandKey} A`, t('keys.select-all')],
    ['N', t('keys.note')],
    ['J', t('keys.next-one')],
    ['K', t('keys.previous-one')],
    [`${commandKey} ↵`, t('keys.save')],
    [`${commandKey} Z`, t('keys.undo')],
    [`${commandKey} ⇧ Z`, t('keys.redo')],
    ['?', t('keys.this')],
  ] as const;
  return <KeyList keys={keys} />;
};
