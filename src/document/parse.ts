// The bytes of one file to a Document: never throws, and says of every defect where it stands.

import { isDeepStrictEqual } from "node:util";
import type { Node } from "yaml";
import type { Range } from "../finding.ts";
import type { Defect } from "./conform.ts";
import { decode } from "./decode.ts";
import type { Document, Fault } from "./document.ts";
import { hiddenIn } from "./hidden.ts";
import type { Kind } from "./kinds.ts";
import { kindAt } from "./kinds.ts";
import { linesOf, offsetsOf, rangesOf } from "./place.ts";
import { tokensOf } from "./profile.ts";
import { secretsIn } from "./secrets.ts";
import { shapeOf } from "./shape.ts";
import { readStrictly } from "./strict-reader.ts";
import type { Slip } from "./tree.ts";
import { compose, dataOf } from "./tree.ts";
import { quotesAround } from "./words.ts";

/**
 * Reads one document of a governance repository.
 * @param path from the repository's root; it says which kind is expected
 * @param bytes the exact bytes of the blob
 */
export function parseDocument(path: string, bytes: Uint8Array): Document {
  const text = decode(bytes);
  if (typeof text !== "string") {
    const { rule, message, help, line } = text;
    // What is no text is still shown, as far as it can be; what is too large is not even decoded.
    const shown = rule === "DOC001" ? new TextDecoder().decode(bytes) : "";
    return unreadable(path, shown, [
      { rule, message, help, pointer: null, range: { line, column: 1, endLine: line, endColumn: 1 } },
    ]);
  }
  const rangeOf = rangesOf(text);
  const faultOf = ({ rule, message, help, start, end }: Slip): Fault => ({
    rule,
    message,
    help,
    pointer: null,
    range: rangeOf(start, end),
  });

  const slips = [...hiddenIn(text), ...secretsIn(text)];
  const { tokens, refusals } = tokensOf(text);
  if (refusals.length > 0)
    return unreadable(
      path,
      text,
      [...slips, ...refusals.map((refusal) => ({ rule: "DOC010", ...refusal }))].map(faultOf),
    );
  const tree = compose(tokens, text.length);
  if ("rule" in tree) return unreadable(path, text, [...slips, tree].map(faultOf));

  const value = dataOf(tree.root, slips);
  const { kind, defects } = shapeOf(value, kindAt(path));
  const faults = [...slips.map(faultOf), ...defects.map((defect) => faultAt(defect, tree.root, text, rangeOf))];
  return documentOf({
    path,
    kind,
    value,
    text,
    faults: faults.sort(byPlace),
    root: faults.length > 0 ? tree.root : undefined,
  });
}

/**
 * The same for a document that was judged when it landed, which most are: one that is plain and without a fault is read
 * without `yaml`, until somebody asks for a place in it (decision 63). All others are read as above.
 */
export function parseUnchanged(path: string, bytes: Uint8Array): Document {
  const text = decode(bytes);
  if (typeof text !== "string" || hiddenIn(text).length > 0 || secretsIn(text).length > 0)
    return parseDocument(path, bytes);
  const value = readStrictly(text);
  if (value === undefined) return parseDocument(path, bytes);
  const { kind, defects } = shapeOf(value, kindAt(path));
  if (kind === null || defects.length > 0) return parseDocument(path, bytes);
  return documentOf({ path, kind, value, text, faults: [], root: undefined });
}

function faultAt(
  { part, ...defect }: Defect,
  root: Node | null,
  text: string,
  rangeOf: (start: number, end: number) => Range,
): Fault {
  const offsets = offsetsOf(root, defect.pointer, part ?? "value");
  // The value has lost what was written: 1.10 is to be quoted as 1.10.
  const help = defect.rule === "DOC006" ? quotesAround(text.slice(...offsets)) : defect.help;
  return { ...defect, help, range: rangeOf(...offsets) };
}

function unreadable(path: string, text: string, faults: readonly Fault[]): Document {
  return documentOf({ path, kind: null, value: null, text, faults, root: null });
}

interface Reading {
  readonly path: string;
  readonly kind: Kind | null;
  readonly value: unknown;
  readonly text: string;
  readonly faults: readonly Fault[];
  /** Undefined where the tree was let go: most documents are never asked for a place, and trees are large. */
  readonly root: Node | null | undefined;
}

function documentOf({ path, kind, value, text, faults, root }: Reading): Document {
  let lines: readonly string[] | null = null;
  let tree = root;
  let rangeOf: ReturnType<typeof rangesOf> | null = null;
  return {
    path,
    kind,
    value,
    // A hidden character or a secret is a defect of its own, but what it stands in can still be judged.
    shaped: kind !== null && faults.every(({ rule }) => rule === "DOC012" || rule === "DOC013"),
    faults,
    get lines() {
      lines ??= linesOf(text);
      return lines;
    },
    locate(pointer, part = "value") {
      if (tree === undefined) {
        const again = compose(tokensOf(text).tokens, text.length);
        tree = "root" in again ? again.root : null;
        // What is said of a document must be true of what `yaml` reads in it, whoever read it first.
        if (!isDeepStrictEqual(dataOf(tree, []), value)) throw new Error(`${path} is read in two ways`);
      }
      rangeOf ??= rangesOf(text);
      return rangeOf(...offsetsOf(tree, pointer, part));
    },
  };
}

function byPlace(a: Fault, b: Fault): number {
  return (a.range?.line ?? 0) - (b.range?.line ?? 0) || (a.range?.column ?? 0) - (b.range?.column ?? 0);
}
