// The wall between the two readers of YAML (decision 63): what the fast road reads is what `yaml` reads, and what matters it never reads.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../src/change.ts";
import type { Document } from "../src/document/document.ts";
import { parseDocument, parseUnchanged } from "../src/document/parse.ts";
import { readStrictly } from "../src/document/strict-reader.ts";
import { land } from "../src/landing/landing.ts";
import type { Memo } from "../src/model/model.ts";
import { memorySnapshot } from "./support/memory.ts";
import { compare, type Outcome, pageOf, randomOf } from "./support/two-readers.ts";
import { sample } from "./support/world.ts";

const root = join(import.meta.dirname, "..");
const texts = (folder: string, end: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(end))
    .map((path) => readFileSync(join(root, folder, path), "utf8"));
const templates = texts("templates", ".yaml");

/** Everything a document says, and where its fields stand. */
function said({ kind, value, shaped, faults, lines, locate }: Document) {
  return {
    kind,
    value,
    shaped,
    faults,
    lines,
    places: ["", "/kind", "/metadata/id", "/spec/data/0"].map((at) => locate(at)),
  };
}

/** Reads a text on both roads; true where the fast one took it. */
function sameOnBoth(text: string, path = "any.yaml"): boolean {
  const bytes = bytesOf(text);
  expect(said(parseUnchanged(path, bytes)), text.slice(0, 200)).toEqual(said(parseDocument(path, bytes)));
  return readStrictly(text) !== undefined;
}

describe("both roads say the same", () => {
  test("of every document in the sample, the templates and the schemas' examples", async () => {
    const office = Object.entries(await sample()).flatMap(([path, text]) =>
      /\.yaml$/.test(path) ? [String(text)] : [],
    );
    const all = [...office, ...templates, ...texts("test/schemas", ".yaml")];
    expect(all.length).toBeGreaterThan(300);
    // Where the fast road leaves most documents to the other, it is none.
    expect(all.filter((text) => sameOnBoth(text)).length / all.length).toBeGreaterThan(0.75);
  });

  test("of pages that are often a little wrong", () => {
    const random = randomOf(20261122);
    const outcomes = Array.from({ length: 2000 }, () => compare(pageOf(random, templates)));
    expect(outcomes.filter((outcome) => typeof outcome !== "string")).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === "same").length).toBeGreaterThan(450);
  });

  test.each<readonly [what: string, text: string]>([
    ["a prototype", "kind: Partner\n__proto__:\n  polluted: true\n"],
    ["a constructor", "constructor: a\ntoString: b\n"],
    ["an anchor and its alias", "a: &x [b]\nc: *x\n"],
    ["a bomb of aliases", `a: &a [x]\n${"bcdefgh".replace(/./g, (name) => `${name}: &${name} [*a, *a, *a]\n`)}`],
    ["a merge key", "a:\n  <<: {b: c}\n"],
    ["a tag", "a: !!str 1\n"],
    ["two documents", "a: b\n---\na: c\n"],
    ["a key twice", "a: b\nc: d\na: e\n"],
    ["a key twice in braces", "a: {b: c, b: d}\n"],
    ["many levels", `${Array.from({ length: 70 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")}\n`],
    ["many brackets", `a: ${"[".repeat(80)}${"]".repeat(80)}\n`],
    ["many entries", `a:\n${"- b\n".repeat(2100)}`],
    ["many entries in a line", `a: [${"b, ".repeat(2100)}b]\n`],
    ["many keys", `${Array.from({ length: 2100 }, (_, at) => `k${at}: v`).join("\n")}\n`],
    ["many words", `a:\n${"- [b, c, d, e, f, g, h, i, j, k]\n".repeat(880)}`],
    ["a hidden character", "a: b\u200bc\n"],
    ["a hidden character behind an escape", 'a: "b\\u200bc"\n'],
    ["a text that runs right to left", "a: b\u202ec\n"],
    ["a secret", `a: ghp_${"a1B2".repeat(9)}\n`],
    ["tabs", "a:\n\t- b\n"],
    ["ends of lines as on Windows", "a: b\r\nc:\r\n  - d\r\n"],
    ["a byte order mark", "\ufeffa: b\n"],
    ["no end of the last line", "a: b"],
    ["a blank page", "\n\n# nothing\n"],
    ["nothing", ""],
    ["half a character", "a: \ud800\n"],
    [
      "numbers of many looks",
      "a: 0123\nb: 1_000\nc: 0x1f\nd: 1.10\ne: -0\nf: 12345678901234567890\ng: .5\nh: 1e3\ni: 0o17\n",
    ],
    ["words of YAML 1.1", "a: yes\nb: no\nc: on\nd: ~\ne: Null\nf: TRUE\ng: 2026-01-10\nh: 12:30:45\n"],
    ["blocks with marks", "a: |2\n   b\nc: >+\n  d\n\ne: |-\n  f\n   g\n"],
    ["a comment in place of a text", "a:\n-  #b\n- c\n"],
  ])("of %s", (_, text) => void sameOnBoth(text));
});

test("a reader that errs is found", () => {
  const wrong: Record<string, (text: string) => unknown> = {
    "spaces at the end of a line": (text) => readStrictly(text.replaceAll(/ +\n/g, "\n")),
    "a colon in a text": (text) => readStrictly(text.replaceAll(/: (\w+): (\w+)$/gm, ": $1 $2")),
    "a key twice": (text) => readStrictly(text.replaceAll(/^(\w+): (.*)\n\1: .*$/gm, "$1: $2")),
    "another kind of null": (text) => readStrictly(text.replaceAll(": null\n", ': "null"\n')),
    "a number of zeros": (text) => readStrictly(text.replaceAll(": 1.10\n", ': "1.10"\n')),
  };
  for (const [what, read] of Object.entries(wrong)) {
    const random = randomOf(1);
    const found = Array.from({ length: 4000 }).some(() => isWrong(compare(pageOf(random, templates), read)));
    expect(found, what).toBe(true);
  }
});

function isWrong(outcome: Outcome): boolean {
  return typeof outcome !== "string";
}

describe("the fast road", () => {
  const manifest = "partners/acme/integrations/score-insights/manifest.yaml";

  /** Paths that a landing of `after` on `before` reads on it. */
  async function readFast(before: Record<string, string | Uint8Array>, after: typeof before): Promise<string[]> {
    const memo: Memo = {
      documents: new Map(),
      digests: new Map(),
      contracts: new Map(),
      certificates: new Map(),
      pages: new Map(),
      evidence: new Map(),
      models: new WeakMap(),
    };
    const base = memorySnapshot(before, "main", "0".repeat(40));
    await land({ base, mergeBase: base, head: memorySnapshot(after), asOf: "2026-11-20", memo });
    return [...memo.documents.keys()].flatMap((key) => (key.endsWith(" unchanged") ? [key.split(" ")[1] ?? ""] : []));
  }

  test("is for what a landing leaves alone, and for nothing that people decide by", async () => {
    const files = await sample();
    const fast = await readFast(files, {
      ...files,
      "partners/acme/partner.yaml": `${files["partners/acme/partner.yaml"]}\n`,
    });
    expect(fast).toContain(manifest);
    expect(fast.filter((path) => !/^(?:partners|components|oversight)\//.test(path))).toEqual([]);
    expect(
      fast.filter((path) => /\/(?:applications|proposals|releases|lifecycle|ballots|decisions)\//.test(path)),
    ).toEqual([]);
    expect(fast).not.toContain("partners/acme/partner.yaml");
  });

  test("is not for what it changes", async () => {
    const files = await sample();
    expect(await readFast(files, { ...files, [manifest]: `${files[manifest]}# changed\n` })).not.toContain(manifest);
  });

  test("is found out where `yaml` reads something else", () => {
    const text = templates.find((template) => template.includes("kind: Integration")) ?? "";
    const document = parseUnchanged("any.yaml", bytesOf(text));
    expect(document.faults).toEqual([]);
    (document.value as { spec: { version: unknown } }).spec.version = "9.9.9";
    expect(() => document.locate("/spec")).toThrow("read in two ways");
  });
});
