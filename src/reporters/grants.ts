// What an approval changes for a partner, a line each, with a word beside every sign.

import type { GrantLine } from "../views/grants.ts";
import type { Cell } from "./table.ts";

/** Rows for `table`. */
export function grantRows(lines: readonly GrantLine[]): (readonly Cell[])[] {
  return lines.map(({ sign, what, detail, note }) => [sign, what, [note, sign === "+" ? "warning" : "dim"], detail]);
}
