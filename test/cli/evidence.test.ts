// kwanus evidence add: what it refuses, with nothing written, and what it asks.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import evidence from "../../src/cli/commands/evidence.ts";
import { clone, kwanus, read, shellWords, status } from "../support/filing.ts";
import { againIn, asked } from "../support/wizard.ts";

const folder = "partners/acme/integrations/score-insights";
const fixtures = join(import.meta.dirname, "../fixtures/evidence");
const [add] = evidence.commands;
const flags = ["--checkpoint-result", "inconclusive", "--author", "sal", "--by", "sal", "--outcome", "So."];

let office: string;
let before: string[];
beforeAll(async () => {
  office = await clone();
  for (const checkpoint of ["security-validation", "security-review"]) {
    const words = ["new", "checkpoint", "--subject", "acme/score-insights", "--checkpoint", checkpoint, ...flags];
    expect((await kwanus(office, words)).exit).toBe(0);
  }
  // A review is a judgement, which nobody has by default.
  const unsaid = ["new", "checkpoint", "--subject", "acme/score-insights", "--checkpoint", "security-review"];
  expect((await kwanus(office, unsaid)).err).toContain("--checkpoint-result  What came of it?");
  mkdirSync(join(office, "../empty"), { recursive: true });
  symlinkSync(join(fixtures, "osv-clean.json"), join(office, "../link.json"));
  writeFileSync(join(office, "../report (1).json"), readFileSync(join(fixtures, "osv-clean.json")));
  before = status(office);
});

const to = (...words: string[]) => ["--for", "acme/score-insights", "--checkpoint", "security-validation", ...words];
const dated = ["--produced", "2026-11-20"];

describe("what is wrong is told in one sentence, and nothing is written", () => {
  it.each<[string, string[], number, string]>([
    ["no file", ["none.json", ...to()], 2, "none.json cannot be read: there is no such file"],
    ["a folder", ["../empty", ...to()], 2, "it is no file"],
    [
      "another subject",
      [join(fixtures, "osv-clean.json"), "--for", "acme/score-insight"],
      2,
      'Did you mean "acme/score-insights"?',
    ],
    [
      "another checkpoint",
      [join(fixtures, "osv-clean.json"), ...to().slice(0, 3), "security-validatoin"],
      2,
      "is no checkpoint of acme/score-insights",
    ],
    [
      "several checkpoints, and none named",
      [join(fixtures, "osv-clean.json"), "--for", "acme/score-insights", ...dated],
      2,
      "--checkpoint",
    ],
    [
      "a day that it says itself",
      [join(fixtures, "vitest.junit.xml"), ...to("--proves", "data-access", ...dated)],
      2,
      "says itself that it is of 2026-11-21",
    ],
    [
      "a day that does not exist",
      [join(fixtures, "osv-clean.json"), ...to("--produced", "2026-02-30")],
      2,
      '"2026-02-30" is not a day',
    ],
    [
      "a validity beyond the policy's",
      [join(fixtures, "osv-clean.json"), ...to(...dated, "--valid-until", "2027-01-01")],
      2,
      "until 2026-12-20 at most, not until 2027-01-01",
    ],
    [
      "what a scanner cannot show",
      [join(fixtures, "osv-clean.json"), ...to(...dated, "--proves", "sandbox-integrity")],
      2,
      "There is vulnerability-scan.",
    ],
    ["a name with blanks", ["../report (1).json", ...to(...dated)], 2, "Give one with --name"],
    [
      "a name that leads elsewhere",
      [join(fixtures, "osv-clean.json"), ...to(...dated, "--name", "../x.json")],
      2,
      '"../x.json" cannot be the name',
    ],
    [
      "a name that is hidden",
      [join(fixtures, "osv-clean.json"), ...to(...dated, "--name", ".gitattributes")],
      2,
      "cannot be the name",
    ],
    [
      "passed, without the rest",
      [join(fixtures, "osv-clean.json"), ...to(...dated, "--result", "passed")],
      1,
      "nothing was written",
    ],
  ])("%s", async (_, words, exit, says) => {
    const told = await kwanus(office, ["evidence", "add", ...words]);
    expect(told.err).toContain(says);
    expect(told.exit).toBe(exit);
    expect(status(office)).toEqual(before);
  });
});

describe("what is asked", () => {
  it("is the checkpoint, what it shows and when it was produced, and the line that asks nothing does the same", async () => {
    if (add === undefined) throw new Error("no command");
    const directory = await clone();
    expect(
      (
        await kwanus(directory, [
          "new",
          "checkpoint",
          "--subject",
          "acme/score-insights",
          "--checkpoint",
          "security-validation",
          ...flags,
        ])
      ).exit,
    ).toBe(0);
    const answers: { readonly [flag: string]: string | string[] } = {
      "--for": "acme/score-insights",
      "--checkpoint": "security-validation",
      "--proves": ["sandbox-integrity", "data-access"],
      "--produced": "2026-11-19",
    };
    writeFileSync(
      join(directory, "../undated.xml"),
      readFileSync(join(fixtures, "vitest.junit.xml"), "utf8").replace(/ timestamp="[^"]*"/, ""),
    );
    const told = await asked(add, directory, ["../undated.xml", "--dry-run"], ({ flag }) => answers[flag] ?? "");
    expect(told.questions.map(({ flag }) => flag)).toEqual(["--for", "--checkpoint", "--proves", "--produced"]);
    expect(told.exit).toBe(0);
    const again = shellWords(againIn(told.err).replace(/ --dry-run/, ""));
    expect((await kwanus(directory, ["evidence", ...again])).exit).toBe(0);
    const { spec } = read(directory, `${folder}/checkpoints/security-validation.yaml`);
    expect(spec.evidence).toEqual([
      expect.objectContaining({
        path: "evidence/undated.xml",
        format: "junit",
        produced: "2026-11-19",
        validUntil: "2026-12-19",
        proves: ["sandbox-integrity", "data-access"],
      }),
    ]);
  });
});

describe("a file that lies with its subject already", () => {
  it("is recorded where it is, by the id of the checkpoint too, and a review takes any file", async () => {
    const directory = await clone();
    expect(
      (
        await kwanus(directory, [
          "new",
          "checkpoint",
          "--subject",
          "acme/score-insights",
          "--checkpoint",
          "security-review",
          ...flags,
        ])
      ).exit,
    ).toBe(0);
    mkdirSync(join(directory, folder, "docs"), { recursive: true });
    writeFileSync(join(directory, folder, "docs/minutes.md"), "# Minutes\n");
    const words = [
      `${folder}/docs/minutes.md`,
      "--for",
      "acme/score-insights",
      "--checkpoint",
      "acme/score-insights/security-review",
      ...dated,
    ];
    const told = await kwanus(directory, ["evidence", "add", ...words, "--result", "passed"]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining("A document for people to read.") });
    const { spec } = read(directory, `${folder}/checkpoints/security-review.yaml`);
    expect(spec).toMatchObject({
      result: "passed",
      evidence: [{ path: "docs/minutes.md", format: "document", tool: null, proves: [] }],
    });
  });
});
