// Rows for a spreadsheet.

import { csv } from "./escape.ts";

/** RFC 4180: one line for each row, each ended by CR LF; no cell is ever taken for a formula. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csv).join(",")}\r\n`).join("");
}
