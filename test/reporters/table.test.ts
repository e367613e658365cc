// Rows line up by what a terminal shows, not by how many characters they have.

import { expect, it } from "vitest";
import { fold, unbroken, withCommand, wrap } from "../../src/reporters/fold.ts";
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

it("sets below what does not fit beside", () => {
  const rows = [
    ["borealis/EXP-0001", "Evaluation", "TSC – SCO – ERC –", "TSC (ada, tom); SCO (bo, sal) by 2026-12-05"],
    ["acme/APP-0001", "Approval", "", "CGB (lee)"],
  ];
  expect(headed(["subject", "stage", "votes", "next"], rows, layout)).toBe(
    `subject            stage
  votes
  next
borealis/EXP-0001  Evaluation
  TSC – SCO – ERC –
  TSC (ada, tom); SCO (bo, sal) by
  2026-12-05
acme/APP-0001      Approval
  CGB (lee)
`,
  );
});

it("sets a word further out that would stick out beside its label, as long as it fits there", () => {
  const digest = `sha256:${"9f2c".repeat(7)}`;
  expect(table([["content", `${digest}  (7 files)`]], { ...layout, indent: 2 })).toBe(
    `  content\n    ${digest}\n    (7 files)\n`,
  );
  expect(table([["8fad4d5  filed", `with digest ${digest}`]], layout)).toBe(
    `8fad4d5  filed  with digest\n  ${digest}\n`,
  );
  const path = "p".repeat(39);
  expect(table([["decided", `on a day: ${path}`]], layout)).toBe(`decided  on a day:\n         ${path}\n`);
});

it("breaks between wide characters, where there are no spaces", () => {
  expect(wrap("a 報告書の日付 b", 8)).toEqual(["a 報告書", "の日付 b"]);
  // Vowels that join the consonant before them, and marks that join their letter, are no places to break.
  expect(wrap("\u1112\u1161\u11ab\u1100\u1173\u11af", 2)).toEqual(["\u1112\u1161\u11ab", "\u1100\u1173\u11af"]);
  expect(wrap("か\u3099か\u3099", 2)).toEqual(["か\u3099", "か\u3099"]);
});

it("keeps commands whole, and folds what is styled by what is seen", () => {
  expect(wrap(`next: ${unbroken("kwanus decide acme/EXP-0003")}`, 12)).toEqual([
    "next:",
    "kwanus decide acme/EXP-0003",
  ]);
  const { bold } = style(1);
  expect(wrap(`${bold("next")} now`, 8)).toEqual([`${bold("next")} now`]);
  expect(fold(`  = help: ${withCommand("Land it first: git push origin main")}\nb c`, 20, 4)).toBe(
    "  = help: Land it\n    first:\n    git push origin main\nb c",
  );
});

it("keeps a word that is longer than a line", () => {
  expect(wrap(`a ${"x".repeat(30)} b`, 10)).toEqual(["a", "x".repeat(30), "b"]);
});
