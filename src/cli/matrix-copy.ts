// The copy of the compatibility matrix that is committed under reports/: how it is made, and whether it still holds.

import { bytesOf, type Change } from "../change.ts";
import { laterOf } from "../model/calendar.ts";
import type { Model } from "../model/model.ts";
import { cellInWords } from "../reporters/matrix.ts";
import { matrixMarkdown } from "../reporters/matrix-pages.ts";
import { type MatrixQuestion, type MatrixView, matrixOf } from "../views/matrix.ts";

/** Markdown alone: forges show it and its changes, and what is written once can only be stale once. */
export const copyPath = "reports/compatibility-matrix.md";

const origin = "Written by kwanus matrix --write; do not edit.";

/** What the copy always shows, whatever it is asked on the command line. */
export const standard: Omit<MatrixQuestion, "asOf"> = { rows: "integration", columns: "os", partner: null };

/** The copy as of a day, for the working tree. @throws Failure as `matrixOf` */
export function copyChange(model: Model, asOf: string): Change {
  const content = bytesOf(matrixMarkdown(matrixOf(model, { ...standard, asOf }), asOf, origin));
  return { files: [{ path: copyPath, content }], destination: { to: "working-tree" } };
}

export interface CopyVerdict {
  /** Why it is stale, or null while it says what the documents say. */
  readonly stale: string | null;
  /** The day it was made for. */
  readonly asOf: string | null;
  /** Cells that read differently today because days have passed. */
  readonly drifted: number;
}

/**
 * Whether the copy says what the documents say. It is made again for its own day, or for the day of the last decision
 * where that is later: so it goes stale when a document changes, and not because days pass.
 * @param today `YYYY-MM-DD`
 * @throws Failure as `matrixOf`
 */
export async function judgeCopy(model: Model, today: string): Promise<CopyVerdict> {
  const { files, bytes } = model.snapshot;
  if (!files.has(copyPath)) return { stale: "there is no copy yet", asOf: null, drifted: 0 };
  const text = new TextDecoder().decode(await bytes(copyPath));
  const asOf = /^As of (\d{4}-\d{2}-\d{2}):/m.exec(text)?.[1] ?? null;
  if (asOf === null) return { stale: "it does not say for which day it was made", asOf, drifted: 0 };
  if (asOf > today) return { stale: `it is dated ${asOf}, which has not come`, asOf, drifted: 0 };
  const then = matrixOf(model, { ...standard, asOf: laterOf(asOf, lastDecision(model)) });
  if (matrixMarkdown(then, asOf, origin) !== text)
    return { stale: "the documents say something else", asOf, drifted: 0 };
  return { stale: null, asOf, drifted: differences(then, matrixOf(model, { ...standard, asOf: today })) };
}

function lastDecision({ subjects }: Model): string {
  const days = [...subjects.values()].flatMap(({ decisions }) =>
    [...decisions.values()].map(({ value }) => value.spec.asOf),
  );
  return days.reduce(laterOf, "");
}

function differences(a: MatrixView, b: MatrixView): number {
  const [left, right] = [a, b].map(({ cells }) => cells.flat().map(cellInWords));
  return (left ?? []).filter((words, at) => words !== right?.[at]).length;
}
