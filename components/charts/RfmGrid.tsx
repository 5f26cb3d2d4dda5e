import { HeatGrid } from './HeatGrid.tsx';

export interface RfmCell {
  readonly n: number;
  /** How many, as it stands in the cell. */
  readonly text: string;
  readonly name: string;
  readonly href?: string | undefined;
}

interface Props {
  label: string;
  recencyTitle: string;
  frequencyTitle: string;
  /** `cells[r-1][f-1]`. */
  cells: readonly (readonly RfmCell[])[];
}

const FIFTHS = [1, 2, 3, 4, 5] as const;

/** How many are in each fifth of recency (to the right: lately) and of frequency (upwards: often). */
export const RfmGrid = ({ label, recencyTitle, frequencyTitle, cells }: Props) => {
  const most = Math.max(1, ...cells.flat().map(({ n }) => n));
  return (
    <HeatGrid
      label={label}
      rowsTitle={frequencyTitle}
      columnsTitle={recencyTitle}
      columns={FIFTHS.map((r) => ({ text: String(r) }))}
      rows={[...FIFTHS].reverse().map((f) => ({
        head: { text: String(f) },
        cells: FIFTHS.map((r) => {
          const cell = cells[r - 1]?.[f - 1];
          // By the root: a few large cells would leave all the others alike.
          return cell && { ...cell, strength: Math.sqrt(cell.n / most) };
        }),
      }))}
    />
  );
};
