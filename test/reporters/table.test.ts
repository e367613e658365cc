// Rows line up by what a terminal shows, not by how many characters they have.

import { expect, it } from "vitest";
import { wrap } from "../../src/reporters/fold.ts";
import { plain, style } from "../../src/reporters/style.ts";
import { headed, table } from "../../src/reporters/table.ts";

const layout = { style: plain, columns: 40 };

it("aligns wide characters and leaves no trailing spaces", () => {
  expect(
    table(
      [
        ["名前", "x"],
        ["ab", ""],
      ],
      layout,
    ),
  ).toBe("名前  x\nab\n");
});

it("wraps the last column under itself", () => {
  expect(
    table([["next", "CGB (lee, omar) by 2026-12-05: kwanus approve acme/EXP-0003"]], { ...layout, indent: 2 }),
  ).toBe("  next  CGB (lee, omar) by 2026-12-05:\n        kwanus approve acme/EXP-0003\n");
});

it("sets a header off and takes short rows", () => {
  expect(headed(["body", "vote"], [["TSC", "approve"], ["SCO"]], layout)).toBe("body  vote\nTSC   approve\nSCO\n");
});

it("is the same text in colour", () => {
  const rows = [[["approve", "good"] as const, ["all four must approve, CGB is missing now", "error"] as const]];
  const coloured = table(rows, { ...layout, style: style(1) });
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
  expect(coloured).toMatch(escapes);
  expect(coloured.replace(escapes, "")).toBe(table(rows, layout));
});

it("keeps a word that is longer than a line", () => {
  expect(wrap(`a ${"x".repeat(30)} b`, 10)).toEqual(["a", "x".repeat(30), "b"]);
});
