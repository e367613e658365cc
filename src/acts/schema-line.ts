// The first line of a written document: it tells an editor which schema to help with.

import { kindAt } from "../document/kinds.ts";

/** Folder of a governance repository that holds the published schemas, `<kind>.schema.json` each. */
export const schemaFolder = ".kwanus/schemas";

/**
 * The text of a document with the line of its schema, relative to where the document stands; a line it has already is
 * replaced. A text whose path is no document's stays as it is.
 */
export function withSchemaLine(path: string, text: string): string {
  const kind = kindAt(path);
  if (kind === null) return text;
  const up = "../".repeat(path.split("/").length - 1);
  const file = kind.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const body = text.replace(/^# yaml-language-server:[^\n]*\n/, "");
  return `# yaml-language-server: $schema=${up}${schemaFolder}/${file}.schema.json\n${body}`;
}
