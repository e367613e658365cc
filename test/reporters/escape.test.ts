// Whatever strangers write, no medium takes it for anything but text.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { json, markdown, markdownCode, terminal } from "../../src/reporters/escape.ts";
import { github } from "../../src/reporters/github.ts";
import { reportJson } from "../../src/reporters/json.ts";
import { reportMarkdown } from "../../src/reporters/markdown.ts";
import { plain } from "../../src/reporters/style.ts";
import { headed } from "../../src/reporters/table.ts";
import { text } from "../../src/reporters/text.ts";
import { finding, report, telling } from "./sample.ts";

// Said apart from escape.ts on purpose, in plain numbers.
const forbidden = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
] as const;

const nasty = fc.constantFrom(
  ...[
    "\u001b[2J",
    "\u009b31m",
    "\u0007",
    "\r",
    "\n",
    "\t",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u{e0041}",
    "\ud800",
    "\ufe0f",
  ],
  ...[
    "##[error]",
    "::error::",
    "::stop-commands::x",
    "%0A",
    "%",
    ":",
    ",",
    "|",
    "`",
    "``",
    "<img>",
    "@bo",
    "#1",
    "\\",
    "![a](b)",
  ],
  ...["https://x.example", "& ", "界", "😀", "- ", "1. "],
);
const hostile = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 8 })
  .map((all) => all.join(""));

const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule: hostile,
    name: hostile,
    message: hostile,
    path: hostile,
    help: fc.option(hostile),
    clauses: fc.array(fc.record({ id: hostile, text: hostile }), { maxLength: 2 }),
    frame: hostile.map((line) => ({ firstLine: 1, lines: [line.replaceAll("\n", "")] })),
    column: fc.integer({ min: 1, max: 20 }),
    length: fc.integer({ min: 0, max: 9 }),
    standing: fc.constantFrom("new" as const, "existing" as const),
  })
  .map(({ column, length, ...fields }) =>
    finding({ ...fields, range: { line: 1, column, endLine: 1, endColumn: column + length } }),
  );

const anyReport = fc
  .tuple(fc.array(anyFinding, { maxLength: 3 }), hostile, hostile)
  .map(([findings, head, note]) => report(findings, { head, base: head, notes: [note] }));

describe("hostile text", () => {
  it("never leaves the text reporter as anything a terminal or a runner obeys", () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 20, max: 120 }), (told, columns) => {
        const shown = text(told, { ...telling, columns });
        expect(strayIn(shown)).toBeNull();
        expect(shown).not.toMatch(/##\[|^\s*::/m);
      }),
    );
  });

  it("adds no line to the text", () => {
    const lines = (told: string) => text(report([finding({ message: told, path: told })]), telling).split("\n").length;
    fc.assert(fc.property(hostile, (told) => lines(told) === lines("x")));
  });

  it("is always one line of an annotation, with the properties we wrote", () => {
    fc.assert(
      fc.property(anyFinding, (told) => {
        const shown = github(report([told]));
        expect(shown.indexOf("\n")).toBe(shown.length - 1);
        expect(strayIn(shown)).toBeNull();
        const [, properties = ""] = /^::(?:error|notice) (.*?)::/.exec(shown) ?? [];
        expect(properties.split(",").map((one) => one.split("=")[0])).toEqual([
          "file",
          "line",
          "col",
          "endLine",
          "endColumn",
          "title",
        ]);
      }),
    );
  });

  it("comes back from JSON as it was, and prints safely", () => {
    fc.assert(
      fc.property(anyReport, (told) => {
        const shown = reportJson(told, telling);
        expect(strayIn(shown)).toBeNull();
        const { findings } = JSON.parse(shown) as { findings: Finding[] };
        expect(findings.map(({ message }) => message)).toEqual(told.findings.map(({ message }) => message));
      }),
    );
    expect(JSON.parse(json("\ud800\u{e0041}\u0085"))).toBe("\ud800\u{e0041}\u0085");
  });

  it("is one row of three cells in a Markdown table", () => {
    fc.assert(
      fc.property(anyReport, (told) => {
        const rows = reportMarkdown(told, telling)
          .split("\n")
          .slice(4, 4 + told.findings.length);
        for (const row of rows) expect(cellsOf(row)).toBe(3);
      }),
    );
  });

  it("is one row of a table", () => {
    fc.assert(
      fc.property(hostile, (told) => {
        const shown = headed(["a", "b"], [[told, "x"]], { style: plain, columns: 1000 });
        expect(shown.split("\n")).toHaveLength(3);
        expect(shown).not.toMatch(/##\[|^\s*::/m);
        expect(strayIn(shown)).toBeNull();
      }),
    );
  });
});

describe("what is shown instead", () => {
  it.each([
    ["\u001b[31m", "\\u{001B}[31m"],
    ["a\u202eb", "a\\u{202E}b"],
    ["two\nlines", "two\\u{000A}lines"],
    ["\u{e0041}", "\\u{E0041}"],
    ["::error::x", "\\u{003A}:error::x"],
    ["x ##[group]", "x #\\u{0023}[group]"],
    ["❤\ufe0f a\ufe0f", "❤\ufe0f a\\u{FE0F}"],
    ["naïve 界 😀 a::b", "naïve 界 😀 a::b"],
  ])("%j in a terminal", (told, shown) => expect(terminal(told)).toBe(shown));

  it.each([
    ["a|b", "a\\|b"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["@bo", "\\@&#8203;bo"],
    ["acme#12", "acme\\#&#8203;12"],
    ["[a](b)", "\\[a\\](b)"],
    ["&lt;", "\\&lt;"],
    ["https://x", "https:&#8203;//x"],
    ["1. a", "1\\. a"],
    ["two\nlines", "two\\\\u\\{000A\\}lines"],
  ])("%j in Markdown", (told, shown) => expect(markdown(told)).toBe(shown));

  it.each([
    ["a", "`a`"],
    ["a`b", "`` a`b ``"],
    ["`` a", "``` `` a ```"],
    ["a\\\\|b", "<code>a\\\\\\\\\\|b</code>"],
    ["", "`  `"],
  ])("%j as Markdown code", (told, shown) => expect(markdownCode(told)).toBe(shown));
});

function strayIn(shown: string): string | null {
  const stray = [...shown].find((character) => {
    const point = character.codePointAt(0) ?? 0;
    return (point >= 0xd800 && point <= 0xdfff) || forbidden.some(([from, to]) => point >= from && point <= to);
  });
  return stray === undefined ? null : `U+${stray.codePointAt(0)?.toString(16)}`;
}

// A bar counts unless an odd number of backslashes stands before it.
function cellsOf(row: string): number {
  return row.replace(/\\[\s\S]/g, "").split("|").length - 2;
}
