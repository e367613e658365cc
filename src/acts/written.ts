// How a new document comes about: the next free number, and values in a commented template.

import { bytesOf, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import { below } from "../document/pointer.ts";
import { Failure } from "../failure.ts";
import { withSchemaLine } from "./schema-line.ts";

/** The file of a document: its template with other values, by JSON pointer, and the line of its schema. */
export function documentAt(path: string, template: string | undefined, values: Record<string, unknown>): FileChange {
  if (template === undefined) throw new Error(`no template for ${path}`);
  return { path, content: bytesOf(withSchemaLine(path, fillTemplate(template, values))) };
}

/**
 * The id after the highest that is taken, `acme/LC-0002`. Taken are those of base and working tree: two branches that
 * take one number collide in Git itself.
 * @throws Failure `refused` `numbers-exhausted`
 */
export function nextId(namespace: string, prefix: string, taken: Iterable<string>): string {
  const numbers = [...taken].filter((id) => id.startsWith(`${namespace}/${prefix}-`)).map((id) => Number(id.slice(-4)));
  const next = Math.max(0, ...numbers) + 1;
  if (next > 9999)
    throw new Failure(
      "refused",
      "numbers-exhausted",
      `${namespace} has used all ${prefix} numbers`,
      "Use another name.",
    );
  return `${namespace}/${prefix}-${String(next).padStart(4, "0")}`;
}

/**
 * A list in place of a template's: the first item goes into the template's own first, whose comments explain its fields.
 * @param held number of items the template has
 */
export function listed(at: string, items: readonly object[], held: number): Record<string, unknown> {
  const [first, ...rest] = items;
  if (first === undefined) return { [at]: [] };
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(first)) values[below(below(at, 0), key)] = value;
  for (const [index, item] of rest.entries()) values[below(at, index + 1)] = item;
  for (let index = items.length; index < held; index++) values[below(at, index)] = undefined;
  return values;
}
