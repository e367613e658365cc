// The demo, whole: what a newcomer sees first must work, stay in its folder, and leave a repository that holds.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { stateOf } from "../support/desk.ts";
import { collector } from "../support/frame.ts";
import { hostOf } from "../support/transcript.ts";

const stage = realpathSync(mkdtempSync(join(tmpdir(), "kwanus-test-demo-")));
const folder = join(stage, "sample");
const temporary = process.env["TMPDIR"];
let told: Awaited<ReturnType<typeof kwanus>>;
let around: string[];

beforeAll(async () => {
  for (const name of ["home", "tmp", "here"]) mkdirSync(join(stage, name));
  writeFileSync(join(stage, "home/.gitconfig"), "[commit]\n\tgpgSign = true\n[core]\n\tautocrlf = true\n");
  process.env["TMPDIR"] = join(stage, "tmp");
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
  const env = { PATH: process.env["PATH"], HOME: home };
  const cwd = who === "" ? join(stage, "here") : folder;
  const exit = await run(words, hostOf(cwd, env, out.stream, err.stream), registry);
  return { exit, out: out.text(), err: err.text() };
}

it("ends well, and shows what it promises", () => {
  expect({ exit: told.exit, err: told.err }).toEqual({ exit: 0, err: "" });
  for (const words of [
    "root of trust: this landing staffs all four bodies with proven keys",
    'error[PRM002] permission-wildcard: "write:*" is a wildcard',
    "acme/EXP-0001 approved: 4 of 4 bodies approve",
    "all of it verifies",
    `cd ${folder}`,
  ])
    expect(told.out).toContain(words);
  expect(told.out).not.toMatch(/undefined|\[object|bug in kwanus/);
});

it("leaves a repository that validates and verifies, with a clean tree and a proposal that is open", async () => {
  expect(await kwanus("erin", "validate")).toMatchObject({ exit: 0, out: expect.stringContaining("no findings in ") });
  const tip = ["--head", "main", "--base", "main"];
  expect(await kwanus("erin", "validate", ...tip)).toMatchObject({
    exit: 0,
    out: expect.stringContaining("no findings"),
  });
  const verified = await kwanus("erin", "verify", "--format", "json");
  expect(verified.exit).toBe(0);
  const decided = JSON.parse(verified.out).landings.flatMap(({ decisions }: { decisions: object[] }) => decisions);
  expect(decided).toHaveLength(3);
  expect((await kwanus("ivo", "gate", "acme/EXP-0001")).exit).toBe(0);
  expect((await kwanus("ivo", "gate", "borealis/EXP-0001")).exit).toBe(4);
  expect((await kwanus("ivo", "status")).out.match(/^\w+\/\w+-\d+/gm)).toEqual(["borealis/EXP-0001"]);
});

it("lets whoever reads its last lines do what they say", async () => {
  const [, digest = ""] = /(sha256:\w+)/.exec((await kwanus("bo", "status", "borealis/EXP-0001")).out) ?? [];
  const words = ["--all-criteria", "passed", "--yes", "--digest", digest];
  expect(await kwanus("bo", "approve", "borealis/EXP-0001", ...words)).toMatchObject({
    exit: 0,
    out: expect.stringContaining("kwanus/vote/borealis-EXP-0001.sco.bo.1"),
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
