import type { CustomField } from '../../lib/domain/custom-field.ts';
import { TARGETS, type Target } from '../../lib/domain/import-target.ts';
import type { Preview } from '../../lib/messaging/file-work.ts';
import type { ImportRow, RejectedRow } from '../../lib/transfer/import-row.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import styles from './RowsPreview.module.css';
import { targetText, valueText } from './row-values.ts';

interface Props {
  preview: Preview | undefined;
  /** What the columns become; all that contact cards hold when absent. */
  targets: ReadonlySet<Target> | undefined;
  fields: readonly CustomField[];
}

const isRejected = (row: ImportRow | RejectedRow): row is RejectedRow => 'reason' in row;

/** The first rows of a file as they will become, those that will not be taken in with the reason. */
export const RowsPreview = ({ preview, targets, fields }: Props) => {
  const translator = useTranslator();
  const { t, number } = translator;
  const rows = preview?.rows ?? [];
  const all: readonly Target[] = [...TARGETS, ...fields.map(({ id }): Target => `field:${id}`)];
  const shown = all.filter(
    (target) =>
      (targets?.has(target) ?? true) &&
      rows.some(
        (row) =>
          !isRejected(row) &&
          (valueText(row, target, translator, fields) !== '' ||
            row.problems.some((problem) => problem.target === target)),
      ),
  );
  if (rows.length === 0) return <p class="muted">{t('import.preview.none')}</p>;
  return (
    // Scrolled with the keyboard too, for those who have no wheel.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable.
    <section class={styles.scroll} tabIndex={0} aria-label={t('import.preview')}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col" class={styles.line}>
              {t('import.preview.line')}
            </th>
            {shown.map((target) => (
              <th key={target} scope="col">
                {targetText(t, target, fields)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row" class={`${styles.line} num`}>
                {number(row.row)}
              </th>
              {isRejected(row) ? (
                <td colSpan={Math.max(1, shown.length)} class={styles.rejected}>
                  {t('import.preview.rejected', { why: t(`reject.${row.reason}`) })}
                </td>
              ) : (
                shown.map((target) => {
                  const problem = row.problems.find((entry) => entry.target === target);
                  return (
                    <td key={target}>
                      <bdi class={styles.value}>{valueText(row, target, translator, fields)}</bdi>
                      {problem && (
                        <Chip tone="warn" title={t(`problem.${problem.type}`)}>
                          {t(`problem.${problem.type}`)}
                        </Chip>
                      )}
                    </td>
                  );
                })
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
