// Comma-separated values for spreadsheets (RFC 4180), harmless to open.

import { terminal } from "./escape.ts";

/** Records of one header and its rows, CRLF behind each. Cells are one line; what a spreadsheet would run is set as text. */
export function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = terminal(value);
  const inert = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
