// The one envelope all JSON output comes in.

import { json } from "./escape.ts";

/** Grows when a reader of an older one could misunderstand the output. */
const version = 1;

/** `{ "kwanus": 1, "kind": …, …fields }`, indented, ending in a line feed. Fields are named by the caller one by one. */
export function envelope(kind: string, fields: Readonly<Record<string, unknown>>): string {
  return `${json({ kwanus: version, kind, ...fields })}\n`;
}
