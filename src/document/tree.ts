// YAML tokens to a tree that knows its places, and the tree to plain data.

import type { CST, Node, Scalar } from "yaml";
import { Composer, isMap, isScalar, isSeq } from "yaml";
import { hiddenIn } from "./hidden.ts";
import { nameOf } from "./place.ts";

/** A defect by its offsets in the text. */
export interface Slip {
  readonly rule: string;
  readonly message: string;
  readonly help: string | null;
  readonly start: number;
  readonly end: number;
}

/** The tree of the tokens, null for a text without content; or the first place where they are no YAML. */
export function compose(tokens: readonly CST.Token[], length: number): { readonly root: Node | null } | Slip {
  // Keys are compared while data is made, in linear time; the composer compares each with all others.
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
  // One error is enough, the next hundred thousand only cost time: the composer has no option for stopping.
  let first: Slip | null = null;
  const onError = (source: Source, code: string, message: string, warning?: boolean): void => {
    if (warning) return;
    // The composer catches what is thrown inside collections and reports it again: the first report is the true one.
    first ??= syntax(offsetsIn(source), code, message);
    throw first;
  };
  Object.assign(composer, { onError });
  try {
    for (const document of composer.compose(tokens, false, length)) {
      const [error] = document.errors;
      return error ? syntax(error.pos, error.code, error.message) : { root: document.contents };
    }
    return { root: null };
  } catch (error) {
    if (first) return first;
    throw error;
  }
}

type Source = number | readonly [number, number] | { readonly offset: number; readonly source?: unknown };

function offsetsIn(source: Source): readonly [number, number] {
  if (typeof source === "number") return [source, source + 1];
  if (!("offset" in source)) return source;
  return [source.offset, source.offset + (typeof source.source === "string" ? source.source.length : 1)];
}

const cures: { readonly [code: string]: string } = {
  TAB_AS_INDENT: "Indent with spaces.",
  BAD_INDENT: "Line it up with the fields beside it.",
  BLOCK_AS_IMPLICIT_KEY: "Text that holds a colon and a space must stand in quotes, or in a block after |.",
  MULTILINE_IMPLICIT_KEY: "A colon may be missing after a field name, or text with a colon must stand in quotes.",
  MISSING_CHAR: "A quote, bracket or brace that was opened must be closed, and a field name needs its colon.",
  BAD_SCALAR_START: "Put the text in quotes.",
  BAD_DQ_ESCAPE: "In double quotes a backslash must be written twice; or use single quotes.",
};

function syntax(pos: readonly [number, number], code: string, message: string): Slip {
  const short = message.length > 160 ? `${message.slice(0, 159)}…` : message;
  return {
    rule: "DOC001",
    message: `This is not YAML: ${short}`,
    help: cures[code] ?? null,
    start: pos[0],
    end: pos[1],
  };
}

/**
 * The tree as plain data: null-prototype objects, arrays, strings, numbers, booleans, null.
 * @param slips receives what is wrong with keys, and characters hidden behind escapes
 */
export function dataOf(node: unknown, slips: Slip[]): unknown {
  if (isScalar(node)) return scalarOf(node, slips);
  if (isSeq(node)) return node.items.map((item) => dataOf(item, slips));
  if (!isMap(node)) return null;
  const data: { [key: string]: unknown } = Object.create(null);
  for (const { key, value } of node.items) {
    const name = isScalar(key) && key.value !== null ? nameOf(key) : null;
    if (name === null) {
      slips.push({ rule: "DOC001", message: "A key must be a word or a text", help: null, ...offsetsOf(key ?? value) });
      continue;
    }
    if (isScalar(key)) scalarOf(key, slips);
    if (name in data)
      slips.push({
        rule: "DOC002",
        message: `The key ${JSON.stringify(name.slice(0, 60))} stands here a second time`,
        help: "Keep one of them.",
        ...offsetsOf(key),
      });
    data[name] = dataOf(value, slips);
  }
  return data;
}

function scalarOf(scalar: Scalar, slips: Slip[]): unknown {
  const { value } = scalar;
  // Everywhere else a hidden character stands in the text itself and is found there.
  if (scalar.type === "QUOTE_DOUBLE" && typeof value === "string") {
    // All of them point at the whole scalar, so each character is named once.
    const found = new Map(hiddenIn(value).map((slip) => [slip.message, slip]));
    for (const slip of found.values()) slips.push({ ...slip, ...offsetsOf(scalar) });
  }
  return value;
}

function offsetsOf(node: unknown): { readonly start: number; readonly end: number } {
  const [start, end] = (node as Node | null)?.range ?? [0, 0];
  return { start, end };
}
