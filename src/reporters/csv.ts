// Comma-separated values for spreadsheets, harmless to open.

import { terminal } from "./escape.ts";

/** One header and its rows, quoted as RFC 4180 says, a line feed behind each. What a spreadsheet would run is set as text. */
export function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = terminal(value);
  const inert = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
