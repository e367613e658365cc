// Files that documents name and that are none themselves: contracts and schemas, as plain data that knows its places.

import type { Range } from "../finding.ts";
import { limits } from "./decode.ts";
import { offsetsInJson, refusalIn } from "./json-text.ts";
import { linesOf, offsetsOf, rangesOf } from "./place.ts";
import { tokensOf } from "./profile.ts";
import { compose, dataOf, type Slip } from "./tree.ts";

/** The text of such a file, for findings that point into it. */
export interface DataText {
  readonly lines: readonly string[];
  /** The place of a JSON pointer, or of its nearest ancestor; in a file that cannot be read, of what is wrong with it. */
  locate(pointer: string, part?: "key" | "value"): Range;
}

/** What such a file holds, or why nobody can tell. */
export type DataFile =
  | { readonly readable: true; readonly value: unknown; readonly text: DataText }
  | { readonly readable: false; readonly why: string; readonly help?: string | null; readonly text?: DataText };

/** Reads JSON, or YAML where the name ends in `.yaml` or `.yml`. Never throws; the words of the parsers differ by version, so they are not repeated. */
export function readDataFile(path: string, bytes: Uint8Array): DataFile {
  const yaml = /\.ya?ml$/i.test(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { readable: false, why: "is not UTF-8" };
  }
  return yaml ? readYaml(text) : readJson(text);
}

/**
 * Partners write contracts too, so they are read as carefully as documents: the parser's own reader takes minutes for what
 * fits into a page of keys or question marks.
 */
function readYaml(text: string): DataFile {
  const { tokens, refusals } = tokensOf(text);
  const [refusal] = refusals;
  if (refusal !== undefined)
    return unreadable(text, `is YAML beyond what kwanus reads (${refusal.message})`, refusal.help, refusal);
  const tree = compose(tokens, text.length);
  if ("rule" in tree) return unreadable(text, "is no YAML", tree.help, tree);
  const slips: Slip[] = [];
  const value = dataOf(tree.root, slips);
  const twice = slips.find(({ rule }) => rule === "DOC002");
  if (twice !== undefined) return unreadable(text, "has a key twice", twice.help, twice);
  const odd = slips.find(({ rule }) => rule === "DOC001");
  if (odd !== undefined) return unreadable(text, "has a key that is no text", odd.help, odd);
  // The tree is large and seldom asked for a place.
  const locate = (pointer: string, part: "key" | "value" = "value"): [number, number] => {
    const again = compose(tokensOf(text).tokens, text.length);
    return offsetsOf("root" in again ? again.root : null, pointer, part);
  };
  return { readable: true, value, text: textOf(text, locate) };
}

function readJson(text: string): DataFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 says where, in words that differ by version; where it does not, the file itself is pointed at.
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    return unreadable(text, "is no JSON", null, { start: at, end: at + 1 });
  }
  const refusal = refusalIn(text, limits);
  if (refusal !== null) return unreadable(text, refusal.why, null, refusal);
  return { readable: true, value: plain(value), text: textOf(text, (...place) => offsetsInJson(text, ...place)) };
}

/** The same data in objects without a prototype, so that a key called `constructor` is only there where it was written. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const data: { [key: string]: unknown } = Object.create(null);
  for (const [key, inner] of Object.entries(value)) data[key] = plain(inner);
  return data;
}

function unreadable(
  text: string,
  why: string,
  help: string | null,
  { start, end }: { readonly start: number; readonly end: number },
): DataFile {
  return { readable: false, why, help, text: textOf(text, () => [start, end]) };
}

function textOf(text: string, offsets: (pointer: string, part: "key" | "value") => [number, number]): DataText {
  let lines: readonly string[] | null = null;
  let rangeOf: ReturnType<typeof rangesOf> | null = null;
  return {
    get lines() {
      lines ??= linesOf(text);
      return lines;
    },
    locate(pointer, part = "value") {
      rangeOf ??= rangesOf(text);
      return rangeOf(...offsets(pointer, part));
    },
  };
}
