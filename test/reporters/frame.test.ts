// Carets stand under the place they mean, whatever the line is made of.

import { describe, expect, it } from "vitest";
import type { Range } from "../../src/finding.ts";
import { mark } from "../../src/reporters/frame.ts";
import { width } from "../../src/reporters/width.ts";

const columns = 40;

describe("mark", () => {
  it.each([
    ["plain", "  id: write:*", 7, 14, "  id: write:*", "      ^^^^^^^"],
    ["a tab before", "\tid: x", 6, 7, "    id: x", "        ^"],
    ["a tab inside", "a\tb", 1, 4, "a    b", "^^^^^^"],
    ["wide characters before", "名前: x", 5, 6, "名前: x", "      ^"],
    ["wide characters inside", "a: 名前", 4, 6, "a: 名前", "   ^^^^"],
    ["an emoji, two UTF-16 units", "😀: x", 5, 6, "😀: x", "    ^"],
    ["a combining mark", "e\u0301: x", 5, 6, "e\u0301: x", "   ^"],
    ["an escape character", "\u001b[31m: x", 8, 9, "\\u{001B}[31m: x", "              ^"],
    ["a bidi mark inside", "a\u202eb", 1, 4, "a\\u{202E}b", "^^^^^^^^^^"],
    ["an empty place", "id: x", 3, 3, "id: x", "  ^"],
    ["the end of the line", "id:", 4, 4, "id:", "   ^"],
    ["a place behind the line", "id:", 9, 9, "id:", "   ^"],
  ])("%s", (_, source, column, endColumn, line, carets) => {
    expect(one(source, { column, endColumn })).toEqual({ line, carets });
  });

  it("shows an empty line behind the last one", () => {
    const frame = { firstLine: 9, lines: ["a: b"] };
    expect(mark(frame, { line: 10, column: 1, endLine: 10, endColumn: 1 }, columns)).toEqual({ line: "", carets: "^" });
  });

  it("says where a range over several lines ends", () => {
    const frame = { firstLine: 3, lines: ["spec:  ", "  a: 1", "  b: 2"] };
    const range = { line: 3, column: 1, endLine: 5, endColumn: 4 };
    expect(mark(frame, range, columns)).toEqual({ line: "spec:", carets: "^^^^^ to line 5" });
    expect(mark(frame, { ...range, endLine: 4, endColumn: 1 }, columns)).toEqual({ line: "spec:", carets: "^^^^^" });
  });

  it.each([
    ["begin", 1],
    ["middle", 500],
    ["end", 996],
  ])("clips a long line around a place at its %s", (_, column) => {
    const source = `${"a".repeat(column - 1)}FOUND${"z".repeat(1000 - column - 4)}`;
    const { line, carets } = one(source, { column, endColumn: column + 5 });
    expect(width(line)).toBeLessThanOrEqual(columns);
    expect(line.slice(carets.indexOf("^"), carets.length)).toBe("FOUND");
    expect(line.startsWith("…")).toBe(column > 1);
    expect(line.endsWith("…")).toBe(column < 996);
  });

  it("keeps the carets of a long place within the line", () => {
    const { line, carets } = one("x".repeat(5000), { column: 3, endColumn: 5001 });
    expect(width(line)).toBe(columns);
    expect(carets).toBe(`  ${"^".repeat(columns - 2)}`);
  });

  it("is quick on a line of a mebibyte", () => {
    const started = performance.now();
    one("\u0301\u202e".repeat(512 * 1024), { column: 500_000, endColumn: 900_000 });
    expect(performance.now() - started).toBeLessThan(200);
  });

  it("gives a log runner nothing to obey, even where pieces meet", () => {
    expect(one("a: ##[stop-commands]x", { column: 6, endColumn: 8 }).line).not.toContain("##[");
  });
});

function one(source: string, range: Pick<Range, "column" | "endColumn">) {
  return mark({ firstLine: 1, lines: [source] }, { line: 1, endLine: 1, ...range }, columns);
}
