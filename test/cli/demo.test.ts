// The demo, whole: what a newcomer sees first must work, stay in its folder, and leave a repository that holds.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { stateOf } from "../support/desk.ts";
import { collector } from "../support/frame.ts";
import { type Poison, poisonIn } from "../support/poison.ts";
import { hostOf } from "../support/transcript.ts";

const stage = realpathSync(mkdtempSync(join(tmpdir(), "kwanus-test-demo-")));
const folder = join(stage, "sample");
const temporary = process.env["TMPDIR"];
let told: Awaited<ReturnType<typeof kwanus>>;
let around: string[];
let poison: Poison;

beforeAll(async () => {
  for (const name of ["home", "tmp", "here"]) mkdirSync(join(stage, name));
  writeFileSync(join(stage, "home/.gitconfig"), "[commit]\n\tgpgSign = true\n[core]\n\tautocrlf = true\n");
  process.env["TMPDIR"] = join(stage, "tmp");
  execFileSync("git", ["init", "--quiet", "--template=", stage]);
  poison = poisonIn(join(stage, "poison"));
  poison.into(stage);
  around = stateOf(stage);
  told = await kwanus("", "demo", "../sample");
}, 120_000);
afterAll(() => {
  if (temporary === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = temporary;
  rmSync(stage, { recursive: true, force: true });
});

/** In the sample as one of its people, or before it exists as somebody with a Git configuration of their own. */
async function kwanus(who: string, ...words: string[]) {
  const [out, err] = [collector(), collector()];
  const home = who === "" ? join(stage, "home") : join(folder, ".git/demo/people", who);
  const env = { PATH: process.env["PATH"], HOME: home, ...(who === "" && poison.environment) };
  const cwd = who === "" ? join(stage, "here") : folder;
  const exit = await run(words, hostOf(cwd, env, out.stream, err.stream), registry);
  return { exit, out: out.text(), err: err.text() };
}

/** Lines of what Git says of the sample. */
function git(...words: string[]): string[] {
  return execFileSync("git", ["-C", folder, ...words], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
}

it("ends well, shows what it promises, and fits a terminal of 80 columns", () => {
  expect({ exit: told.exit, err: told.err }).toEqual({ exit: 0, err: "" });
  for (const words of [
    "2024-11-21  lee   Found the office",
    "2026-05-26  lee   borealis/LC-0001 approved",
    'error[PRM002] permission-wildcard: "write:*" is a wildcard',
    "acme/EXP-0002 approved: 4 of 4 bodies approve",
    "borealis  Borealis   Maintenance",
    "3 integrations, 1 component, 3 OS versions",
    "1 thing waits for lee (CGB)",
    "On 2027-03-01 4 would break",
    "2 of 2 permissions held as approved",
    `cd ${folder}`,
  ])
    expect(told.out).toContain(words);
  expect(told.out).toMatch(/all of it\s+verifies/);
  expect(told.out).not.toMatch(/undefined|\[object|bug in kwanus/);
  // Digests, paths and a row of `kwanus status` cannot be broken.
  const unbroken = /sha256:|signed |main@|alias|^kwanus demo| {2}cd |^cirrus\/EXP-0001 {2}Approval/;
  const wide = told.out.split("\n").filter((line) => line.length > 80 && !unbroken.test(line));
  expect(wide).toEqual([]);
});

it("runs nothing of the repository it is started in, nor what the environment names", () => {
  expect(poison.marks()).toEqual([]);
});

it("leaves a clean tree that validates and verifies, after two years of signed decisions", async () => {
  expect(await kwanus("erin", "validate")).toMatchObject({ exit: 0, out: expect.stringContaining("no findings in ") });
  const tip = ["--head", "main", "--base", "main"];
  expect(await kwanus("erin", "validate", ...tip)).toMatchObject({
    exit: 0,
    out: expect.stringContaining("no findings"),
  });
  const verified = await kwanus("erin", "verify", "--format", "json");
  expect(verified.exit).toBe(0);
  const decided = JSON.parse(verified.out).landings.flatMap(({ decisions }: { decisions: object[] }) => decisions);
  expect(decided).toHaveLength(9);
  expect(git("status", "--porcelain")).toEqual([]);
  expect(git("branch", "--format=%(refname:short)")).toEqual(["acme-everything", "main"]);
  const days = git("log", "--format=%cs", "main");
  expect([days.at(-1), days[0]]).toEqual(["2024-11-21", "2026-11-21"]);
  expect(days).toEqual([...days].sort().reverse());
});

it("holds three partners, one of each tier, one of them in maintenance, and a component", async () => {
  const rows = (await kwanus("ivo", "report", "lifecycle", "--format", "csv")).out.trim().split("\n").slice(1);
  const column = (row: string, n: number) => row.split(",")[n];
  expect(rows.map((row) => [0, 1, 3, 8].map((n) => column(row, n)).join(" "))).toEqual([
    "acme Partner Active 2",
    "acme/score-insights Integration Active 2",
    "borealis Partner Maintenance 1",
    "borealis/report-calendar Integration Maintenance 1",
    "cirrus Partner Active 3",
    "cirrus/repayment-forecast Integration Active 3",
    "credit-graph Component Active ",
  ]);
  expect(git("grep", "-hE", "^    - version: .*0$", "main", "--", "governance/platform.yaml")).toHaveLength(3);
});

it("has one proposal approved, one that waits for CGB, and a branch that breaks exactly five rules", async () => {
  expect((await kwanus("ivo", "gate", "acme/EXP-0002")).exit).toBe(0);
  expect(await kwanus("ivo", "gate", "cirrus/EXP-0001")).toMatchObject({
    exit: 4,
    out: "cirrus/EXP-0001 pending: no vote yet of CGB\n",
  });
  expect((await kwanus("ivo", "status")).out.match(/^\w+\/\w+-\d+/gm)).toEqual(["cirrus/EXP-0001"]);
  const broken = await kwanus("ivo", "validate", "--head", "acme-everything", "--format", "json");
  expect(broken.exit).toBe(1);
  const { findings } = JSON.parse(broken.out) as { findings: { rule: string }[] };
  expect(findings.map(({ rule }) => rule).sort()).toEqual(["DOC009", "PRM005", "PRO005", "TIR001", "TIR002"]);
});

it("lets whoever reads its last lines do what they say", async () => {
  const [, digest = ""] = /(sha256:\w+)/.exec((await kwanus("lee", "status", "cirrus/EXP-0001")).out) ?? [];
  const words = ["--all-criteria", "passed", "--yes", "--digest", digest];
  expect(await kwanus("lee", "approve", "cirrus/EXP-0001", ...words)).toMatchObject({
    exit: 0,
    out: expect.stringContaining("kwanus/vote/cirrus-EXP-0001.cgb.lee.1"),
  });
  expect(await kwanus("omar", "decide", "cirrus/EXP-0001")).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^cirrus\/EXP-0001 approved: 4 of 4/),
  });
});

it("writes nothing outside its folder, and no secret into what is committed", () => {
  expect(stateOf(stage).filter((line) => !line.startsWith("sample"))).toEqual(around);
  const committed = stateOf(folder).filter((line) => !line.startsWith(".git/"));
  expect(committed.length).toBeGreaterThan(40);
  for (const line of committed)
    if (!line.endsWith("/"))
      expect(readFileSync(join(folder, line.split(" ", 1)[0] ?? "")).toString()).not.toContain("PRIVATE KEY");
});

it("refuses a folder that holds something, and a file", async () => {
  writeFileSync(join(stage, "here/mine.txt"), "mine\n");
  const before = stateOf(stage);
  expect(await kwanus("", "demo", ".")).toMatchObject({
    exit: 2,
    out: "",
    err: expect.stringMatching(/^error: .* is not empty\nhelp: name a new folder/),
  });
  expect(await kwanus("", "demo", "mine.txt")).toMatchObject({
    exit: 3,
    out: "",
    err: expect.stringMatching(/^error: .*mine\.txt cannot be made: .*\nhelp: /),
  });
  expect(stateOf(stage)).toEqual(before);
});

it("builds nothing where Git or ssh-keygen is missing", async () => {
  const [out, err] = [collector(), collector()];
  const env = { PATH: join(stage, "home"), HOME: join(stage, "home") };
  const exit = await run(["demo", "new"], hostOf(join(stage, "here"), env, out.stream, err.stream), registry);
  expect({ exit, err: err.text() }).toEqual({ exit: 3, err: expect.stringContaining("Git was not found in PATH") });
  expect(readdirSync(join(stage, "here/new"))).toEqual([]);
});
