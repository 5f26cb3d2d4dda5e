import { HeatGrid, type HeatHead } from './HeatGrid.tsx';

export interface CohortRow {
  readonly head: HeatHead;
  /** From the first month after: the part that came back, in words, and whom it opens. */
  readonly kept: readonly {
    readonly share: number;
    readonly text: string;
    readonly name: string;
    readonly href?: string | undefined;
  }[];
}

interface Props {
  label: string;
  rowsTitle: string;
  columnsTitle: string;
  rows: readonly CohortRow[];
}

/** Of those who first came in one month, the part that came again in each month after. */
export const CohortHeatmap = ({ label, rowsTitle, columnsTitle, rows }: Props) => {
  const months = Math.max(0, ...rows.map(({ kept }) => kept.length));
  const most = Math.max(0.01, ...rows.flatMap(({ kept }) => kept.map(({ share }) => share)));
  return (
    <HeatGrid
      label={label}
      rowsTitle={rowsTitle}
      columnsTitle={columnsTitle}
      columns={Array.from({ length: months }, (_, month) => ({ text: `+${month + 1}` }))}
      rows={rows.map(({ head, kept }) => ({
        head,
        cells: kept.map(({ share, ...cell }) => ({ ...cell, strength: share / most })),
      }))}
      cellPx={38}
    />
  );
};
