// The few sentences that say why a cell of the compatibility matrix is not simply ok.

import type { Axis } from "./ground.ts";
import type { Cell, MatrixView } from "./matrix.ts";
import { byWorst, inWords } from "./verdict.ts";

/** Cells of one row that say the same for the same reasons. */
export interface Reason {
  readonly row: string;
  readonly columns: readonly string[];
  readonly cells: readonly [Cell, ...Cell[]];
  readonly says: readonly string[];
}

const mostSentences = 6;

/** A reason for every cell that is not ok, by line and column. */
export function reasonsOf({ rows, columns, lines, across, cells }: MatrixView): Reason[] {
  const headed = new Set<Axis>([rows, columns]);
  return lines.flatMap(({ label: row }, y) => {
    const reasons = new Map<string, Reason>();
    for (const [x, { label: column }] of across.entries()) {
      const cell = cells[y]?.[x] ?? null;
      if (cell === null || cell.word === "ok") continue;
      const says = sentences(cell, headed);
      const key = JSON.stringify([inWords(cell), cell.count, cell.of, says]);
      const same = reasons.get(key);
      reasons.set(
        key,
        same === undefined
          ? { row, columns: [column], cells: [cell], says }
          : { ...same, columns: [...same.columns, column], cells: [...same.cells, cell] },
      );
    }
    return [...reasons.values()];
  });
}

/** What led to the cell's own word; manifest and OS version are named where no heading does. */
function sentences(cell: Cell, headed: ReadonlySet<Axis>): string[] {
  const all = new Set(
    cell.standings.flatMap(({ manifest, os, grounds }) =>
      grounds
        .filter((ground) => byWorst(ground, cell) === 0)
        .map(({ says }) => (headed.has("os") ? says : says.replace(/^this OS\b/, `OS ${os}`)))
        .map((says) => (headed.has("integration") ? says : `${manifest}: ${says}`)),
    ),
  );
  const more = all.size - mostSentences;
  return [...[...all].slice(0, mostSentences), ...(more > 0 ? [`and ${more} more`] : [])];
}
