// How a text is written in YAML so that it reads well and reads back as it was.

import type { Scalar } from "yaml";

/** How documents are printed. Double quotes over several lines are another thing `yaml` 2.9.1 gets wrong at times. */
export const printing = { flowCollectionPadding: false, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/**
 * Chooses the style of one scalar: a literal block for several lines, a folded one for a line longer than `width`.
 * `yaml` loses white space at the edge of lines in blocks (2.9.1: " \n" becomes "\n"), so such text is quoted.
 */
export function styleText(scalar: Scalar, width: number): void {
  const text = scalar.value;
  if (typeof text !== "string") return;
  const clean = /^\S/.test(text) && !/[ \t]\n|\n[ \t]|[ \t]$/.test(text);
  if (text.includes("\n")) scalar.type = clean ? "BLOCK_LITERAL" : "QUOTE_DOUBLE";
  // A word as long as a key or a digest would stand on a line of its own, where nobody finds it by searching.
  else if (clean && text.length > width && !/[ \t]{2}|\S{41}/.test(text)) scalar.type = "BLOCK_FOLDED";
}
