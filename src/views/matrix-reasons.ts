// The few sentences that say why a cell of the compatibility matrix is not simply ok.

import type { Cell, MatrixView } from "./matrix.ts";
import { byWorst } from "./verdict.ts";

export interface Reason {
  readonly row: string;
  readonly column: string;
  readonly cell: Cell;
  readonly says: readonly string[];
}

const mostSentences = 6;

/** A reason for every cell that is not ok, by line and column. */
export function reasonsOf({ rows, columns, lines, across, cells }: MatrixView): Reason[] {
  const named = rows === "integration" || columns === "integration";
  return lines.flatMap(({ label: row }, y) =>
    across.flatMap(({ label: column }, x) => {
      const cell = cells[y]?.[x] ?? null;
      return cell === null || cell.word === "ok" ? [] : [{ row, column, cell, says: sentences(cell, named) }];
    }),
  );
}

/** What led to the cell's own word; the manifest is named where no heading does. */
function sentences(cell: Cell, named: boolean): string[] {
  const all = new Set(
    cell.standings.flatMap(({ manifest, grounds }) =>
      grounds
        .filter((ground) => byWorst(ground, cell) === 0)
        .map(({ says }) => (named ? says : `${manifest}: ${says}`)),
    ),
  );
  const more = all.size - mostSentences;
  return [...[...all].slice(0, mostSentences), ...(more > 0 ? [`and ${more} more`] : [])];
}
