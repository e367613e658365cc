// The matrix and the frame of HTML reports: whatever strangers are called, and however wide the window is.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvTable } from "../../src/reporters/csv.ts";
import { definitions, htmlPage, htmlTable, paragraph } from "../../src/reporters/html.ts";
import { matrixText, whyText } from "../../src/reporters/matrix.ts";
import { matrixCsv, matrixHtml, matrixMarkdown } from "../../src/reporters/matrix-pages.ts";
import { plain } from "../../src/reporters/style.ts";
import { width } from "../../src/reporters/width.ts";
import type { Cell, MatrixView } from "../../src/views/matrix.ts";
import type { Verdict } from "../../src/views/verdict.ts";

const hostile = fc
  .array(
    fc.constantFrom(
      ...["<script>alert(1)</script>", "</style>", '" onload="x', "'", "&lt;", "`", "|", "\n", "\r", "\t", "\u001b[2J"],
      ...["\u202e", "=HYPERLINK(1)", "@bo", "+1", "-1", ",", '"', "\\", "![a](https://a.example)", "#1", "a"],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""));

function cellOf(verdict: Verdict, manifest: string, says: string): Cell {
  const ground = { about: "os", of: [], ...verdict, says, places: () => [{ path: manifest, line: 7 }] } as const;
  return {
    ...verdict,
    count: 1,
    of: 2,
    standings: [{ ...verdict, manifest, version: "1.0.0", os: "2.0.0", grounds: [ground] }],
  };
}

/** A view with one line for each name, and as many columns as versions. */
function viewOf(names: readonly string[], versions: readonly string[]): MatrixView {
  const verdicts: Verdict[] = [
    { word: "breaks", day: "2026-12-21" },
    { word: "ok", day: null },
    { word: "ends", day: "2027-03-01" },
  ];
  return {
    rows: "integration",
    columns: "os",
    partner: null,
    asOf: "2026-11-21",
    lines: names.map((name) => ({
      value: name,
      label: name,
      details: ["1.0.0", "no", "tier 1", `${name} ${name}`.slice(0, 40)],
    })),
    across: versions.map((version) => ({ value: version, label: version, details: [] })),
    cells: names.map((name, y) =>
      versions.map((_, x) => {
        const verdict = verdicts[(x + y) % 4];
        return verdict === undefined ? null : cellOf(verdict, name, name);
      }),
    ),
    integrations: names.length,
    components: 0,
    releases: versions.length,
    notJudged: names,
  };
}

const hostileView = fc
  .tuple(fc.array(hostile, { minLength: 1, maxLength: 3 }), fc.array(hostile, { minLength: 1, maxLength: 3 }))
  .map(([names, versions]) => viewOf(names, versions));

/** The tags of a page, attributes included, with the text between them gone. */
const tagsOf = (page: string): string[] => page.match(/<[^>]*>/g) ?? [];

describe("hostile names", () => {
  it("add no tag and no attribute to a page", () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const tame = (text: string) => text.replace(/data-of="[^"]*"|href="#why-\d+"|id="why-\d+"/g, "");
        const allowed =
          /^<(?:!doctype html|\/?(?:html|head|title|style|body|header|h1|h2|p|main|section|div|table|caption|thead|tbody|tr|th|td|dl|dt|dd|footer|span|a|meta)(?: (?:lang|charset|name|content|http-equiv|class|role|scope|aria-label|tabindex)="[^"<>]*")*\s*)>$/;
        for (const tag of tagsOf(matrixHtml(view, view.lines[0]?.label ?? "")))
          expect(tame(tag).trim()).toMatch(allowed);
      }),
    );
  });

  it("add no cell, no line and no formula to a spreadsheet", () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const records = readCsv(matrixCsv(view));
        expect(records.map((record) => record.length)).toEqual(
          Array(view.lines.length + 1).fill(5 + view.across.length),
        );
        for (const field of records.flat()) expect(field).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it("add no cell and no mark-up to Markdown", () => {
    fc.assert(
      fc.property(hostileView, (view) => {
        const page = matrixMarkdown(view, view.asOf, "Of a test.");
        const rows = page.split("\n").filter((line) => line.startsWith("|"));
        expect(rows).toHaveLength(view.lines.length + 2);
        for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(view.across.length + 6);
        expect(page).not.toMatch(/(?<!\\)<|(?<!\\)!\[|(?<!\\)@/);
      }),
    );
  });

  it("print nothing a terminal obeys", () => {
    fc.assert(
      fc.property(hostileView, fc.integer({ min: 40, max: 200 }), (view, columns) => {
        const layout = { style: plain, columns };
        const [row, column] = [view.lines[0], view.across[0]];
        const why = row && column ? whyText(row, column, view.cells[0]?.[0] ?? null, view.asOf, layout) : "";
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(matrixText(view, "main", layout) + why).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      }),
    );
  });
});

describe("a matrix as text", () => {
  const names = ["acme/score-insights", "acme/a-name-that-is-rather-long", "credit-graph"];
  const versions = [...Array(14).keys()].map((minor) => `OS 3.${minor}.0`);

  it("fits into any window, and holds every cell", () => {
    for (const columns of Array(161).keys())
      for (const shown of [2, 3, 14]) {
        const full = { ...viewOf(names, versions.slice(0, shown)), notJudged: [] };
        // Empty cells are narrow: there the line's own description is what does not fit.
        const view = shown === 3 ? { ...full, cells: full.cells.map((row) => row.map(() => null)) } : full;
        const text = matrixText(view, "working tree", { style: plain, columns: columns + 40 });
        expect(Math.max(...text.split("\n").map(width))).toBeLessThanOrEqual(columns + 40);
        const breaking = text.replace(/\s+/g, " ").match(/\bbreaks until 2026-12-21, 1 of 2/g);
        expect(breaking ?? []).toHaveLength(view.cells.flat().filter((cell) => cell?.word === "breaks").length);
        for (const { label } of view.across) expect(text).toContain(label);
      }
  });
});

describe("the frame of a page", () => {
  it("loads nothing, runs nothing, and says so to the browser", () => {
    const page = htmlPage({
      title: "A & B",
      facts: ["as of 2026-11-21"],
      sections: [
        {
          heading: "One",
          parts: [
            paragraph("<b>"),
            htmlTable({ caption: "c", header: ["a", "b"], rows: [["x", { text: "y", tone: "bad", href: "#z" }]] }),
            definitions([{ term: "t", id: "z", says: ["u", "v"] }]),
          ],
        },
      ],
      foot: "end",
    });
    expect(page).toContain("<title>A &#38; B</title>");
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).toContain('<th role="rowheader" scope="row"><span class="whole">x</span></th>');
    expect(page).toContain('<td role="cell" data-of="b"><span class="bad whole"><a href="#z">y</a></span></td>');
    expect(page).toContain('<dt id="z"><span class="whole">t</span></dt><dd>u</dd><dd>v</dd>');
    expect(page).not.toMatch(/<script|<link|<img|url\(|@import|https?:/);
  });
});

it("a spreadsheet is RFC 4180", () => {
  expect(csvTable([["a", 'b"c', "d,e", "=1+1", " x", ""]])).toBe(`a,"b""c","d,e","'=1+1"," x",\r\n`);
});

/** RFC 4180, read back. */
function readCsv(text: string): string[][] {
  return text
    .split("\r\n")
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'),
      ),
    );
}
