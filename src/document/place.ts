// Where things stand in a YAML text: offsets and JSON pointers to lines and columns.

import type { Node } from "yaml";
import { isMap, isScalar, isSeq } from "yaml";
import type { Range } from "../finding.ts";
import { keysOf } from "./pointer.ts";

/** Lines of a text, without their ends. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** Turns offsets of a text into places. The end is pulled back over white space, so that a block ends where its text does. */
export function rangesOf(text: string): (start: number, end: number) => Range {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const position = (offset: number): { line: number; column: number } => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
  return (start, end) => {
    const from = Math.min(start, text.length);
    let to = Math.min(Math.max(end, from), text.length);
    while (to > from && /\s/.test(text[to - 1] as string)) to--;
    const last = position(to);
    return { ...position(from), endLine: last.line, endColumn: last.column };
  };
}

/** The offsets of what a pointer names, of its key or its value; of the nearest ancestor where it names nothing. */
export function offsetsOf(root: Node | null, pointer: string, part: "key" | "value"): [number, number] {
  let node: unknown = root;
  let key: unknown = null;
  for (const step of keysOf(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && nameOf(item.key) === step);
      // A field that is absent is missed by its parent, whose key says so in one line.
      if (!pair) return span(key) ?? first(node) ?? [0, 0];
      [key, node] = [pair.key, pair.value];
    } else if (isSeq(node)) {
      const item = /^(?:0|[1-9][0-9]*)$/.test(step) ? node.items[Number(step)] : undefined;
      if (item === undefined) break;
      [key, node] = [null, item];
    } else break;
  }
  const value = span(node);
  const empty = !value || value[0] === value[1];
  return (part === "key" || empty ? span(key) : value) ?? value ?? [0, 0];
}

/** A key as data: its text, also where YAML would read a number. */
export function nameOf(key: { readonly value: unknown; readonly source?: string }): string {
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function span(node: unknown): [number, number] | null {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : null;
}

function first(node: { readonly items: readonly { readonly key: unknown }[] }): [number, number] | null {
  return node.items[0] ? span(node.items[0].key) : null;
}
