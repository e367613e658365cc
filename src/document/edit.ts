// Fills in a template: real YAML with comments, changed through its tree so that everything else stays as it was.

import type { YAMLMap, YAMLSeq } from "yaml";
import { isCollection, isMap, isScalar, parseDocument, visit } from "yaml";
import { keysOf } from "./pointer.ts";
import { printing, styleText } from "./style.ts";

/**
 * The template with other values.
 * @param values by JSON pointer into the template; `undefined` removes the field or item together with its comments.
 *   Indexes count the items of the template, before anything is removed.
 * @throws Error where the template is no YAML, or a pointer leads through a scalar: a bug, not an input
 */
export function fillTemplate(text: string, values: { readonly [pointer: string]: unknown }): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw error;

  const edits = Object.entries(values).map(([pointer, value]) => ({ path: keysOf(pointer), value }));
  for (const { path, value } of edits) {
    if (value === undefined) continue;
    const before = document.getIn(path, true);
    const node = document.createNode(value, { aliasDuplicateObjects: false });
    visit(node, { Scalar: (_, scalar) => styleText(scalar, 80) });
    if (isScalar(before) && isScalar(node)) {
      Object.assign(before, { value: node.value, type: node.type });
      delete before.source;
      delete before.format;
    } else {
      if (isCollection(before) && isCollection(node)) keepStyle(before, node);
      document.setIn(path, node);
    }
  }
  const removals = edits.filter(({ value }) => value === undefined).map(({ path }) => path);
  for (const path of removals.sort((a, b) => backwards(a, b))) if (document.hasIn(path)) document.deleteIn(path);
  return document.toString({ lineWidth: 100, ...printing });
}

/**
 * The text with comment lines above a field, below those it has.
 * @param pointer JSON pointer of the field, whose parent is a map
 */
export function withComment(text: string, pointer: string, lines: readonly string[]): string {
  const document = parseDocument(text);
  const path = keysOf(pointer);
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  if (!isScalar(pair?.key)) throw new Error(`no field ${pointer}`);
  // A line break would end the comment.
  const added = lines.map((line) => ` ${line.replace(/\p{Cc}/gu, " ")}`);
  pair.key.commentBefore = [pair.key.commentBefore ?? [], added].flat().join("\n");
  return document.toString({ lineWidth: 100, ...printing });
}

function keepStyle(before: YAMLMap | YAMLSeq, after: YAMLMap | YAMLSeq): void {
  for (const key of ["comment", "commentBefore", "spaceBefore"] as const)
    if (before[key] != null) Object.assign(after, { [key]: before[key] });
  if (before.flow && after.items.every((item) => isScalar(item))) after.flow = true;
}

/** Later items first, so that removing one does not renumber the next. */
function backwards(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue;
    const [left, right] = [Number(a[i]), Number(b[i])];
    return Number.isNaN(left) || Number.isNaN(right) ? ((a[i] as string) < (b[i] as string) ? 1 : -1) : right - left;
  }
  return b.length - a.length;
}
