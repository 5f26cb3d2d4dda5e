import type { TrashItem } from '../../lib/domain/trash.ts';
import { actionText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';

/** What a deleted thing is called. */
export function titleOf({ kind, title, action, parts }: TrashItem, { t }: Pick<Translator, 't'>): string {
  if (kind === 'customers' && parts.customers > 1) return t('activity.customers', { n: parts.customers });
  if (kind !== 'load') return title === '' ? t('trash.nameless') : title;
  return title === '' ? t('trash.load', { action: actionText(t, action) }) : t('trash.load.file', { file: title });
}

/** What goes with it: "3 orders, 2 notes"; empty where nothing does. */
export function partsText(
  parts: TrashItem['parts'],
  kind: TrashItem['kind'],
  { t, list }: Pick<Translator, 't' | 'list'>,
): string {
  const names = ['customers', 'identities', 'orders', 'interactions', 'notes'] as const;
  const said = names.flatMap((name) => {
    const isItself = name === 'customers' && kind === 'customers';
    return parts[name] > 0 && !isItself ? [t(`trash.parts.${name}`, { n: parts[name] })] : [];
  });
  return said.length === 0 ? '' : list(said);
}

/** All that several things bring along. */
export function sumOfParts(items: readonly TrashItem[]): TrashItem['parts'] {
  const sum = { customers: 0, identities: 0, orders: 0, interactions: 0, notes: 0 };
  for (const { parts } of items) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += parts[name];
  return sum;
}
