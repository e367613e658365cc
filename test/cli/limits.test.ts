// What is too much: huge files, bombs and a hundred thousand files end in a finding each, in bounded memory and time.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { byBytes, type FileEntry } from "../../src/snapshot.ts";
import { type Desk, newDesk, useOffice } from "../support/desk.ts";
import { memorySnapshot } from "../support/memory.ts";

useOffice();

/** More than anything may have: 32 MiB. Of zeros, so that it is small on disk. */
const huge = 65 * 1024 * 1024;
const subject = "partners/acme/proposals/EXP-0001";
const inside = "partners/acme/integrations/score-insights";

/** Paths with the huge file in them, and the rule that names each. */
const large: Readonly<Record<string, string>> = {
  [`${subject}/recording.bin`]: "DOC011",
  [`${subject}/ballots/decision/tsc.ada.1.yaml`]: "DOC010",
  [`${subject}/ballots/decision/tsc.ada.1.yaml.sig`]: "DOC011",
  [`${inside}/plan.yaml`]: "DOC010",
  [`${inside}/contracts/report.schema.json`]: "DOC011",
  "governance/allowed_signers": "POL002",
  "governance/revocations/bo.1.yaml": "DOC010",
};

/** Small files that would be large or endless if they were followed. */
const bombs: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  "partners/acme/integrations/laughs/manifest.yaml": [
    "DOC010",
    `a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefghij".replace(/./g, (name, at) => `${name}: &${name} [${`*${"abcdefghi"[at]}, `.repeat(9)}]\n`)}`,
  ],
  "partners/acme/integrations/deep/manifest.yaml": ["DOC010", "[".repeat(100_000)],
  "partners/acme/integrations/deeper/manifest.yaml": ["DOC010", `${"{a: ".repeat(20_000)}1${"}".repeat(20_000)}\n`],
  "partners/acme/integrations/long/manifest.yaml": ["DOC010", `kind: ${"x".repeat(1024 * 1024)}\n`],
};

let desk: Desk;
beforeAll(() => {
  desk = newDesk();
  const blob = zeros(join(desk.folder, ".git"), huge);
  for (const path of Object.keys(large)) desk.git("update-index", "--add", "--cacheinfo", `100644,${blob},${path}`);
  propose("large");
  for (const [path, [, text]] of Object.entries(bombs)) {
    desk.write(path, text);
    desk.git("add", path);
  }
  propose("bombs");
});

/** A branch with what lies in the index, which is emptied again. */
function propose(branch: string): void {
  desk.git("branch", branch, desk.git("commit-tree", "-p", "main", "-m", "Ask", desk.git("write-tree")));
  desk.git("reset", "--quiet", "--hard", "main");
}

/** Writes a loose blob of zeros past Git, which would take its time. Returns its id. */
function zeros(gitDir: string, size: number): string {
  const bytes = Buffer.concat([Buffer.from(`blob ${size}\0`), Buffer.alloc(size)]);
  const id = createHash("sha1").update(bytes).digest("hex");
  mkdirSync(join(gitDir, "objects", id.slice(0, 2)), { recursive: true });
  writeFileSync(join(gitDir, "objects", id.slice(0, 2), id.slice(2)), deflateSync(bytes, { level: 1 }));
  return id;
}

const program = fileURLToPath(new URL("../../bin/kwanus.js", import.meta.url));
const preloaded = fileURLToPath(new URL("../../bench/peak.cjs", import.meta.url));

/** What the built program says of a branch, and the most memory it held, in MiB. */
function validate(branch: string) {
  const words = ["--require", preloaded, program, "validate", "--head", branch, "--format", "json"];
  // By a shell, as a process inherits the peak of the one it was forked from: here, all of the tests'.
  const { status, stdout, output } = spawnSync("sh", ["-c", '"$0" "$@"; exit $?', process.execPath, ...words], {
    cwd: desk.folder,
    env: desk.env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
  const named = findings.map(({ path, rule }) => `${rule} ${path}`);
  return { status, named, peak: Number(output[3]) / 1024 };
}

it("refuses huge files, each by its path, and reads none of them into memory", () => {
  const { status, named, peak } = validate("large");
  expect(status).toBe(1);
  for (const [path, rule] of Object.entries(large)) expect(named).toContain(`${rule} ${path}`);
  // The program alone takes 75; one of the files, in pieces and then as a whole, 130 more.
  expect(peak).toBeLessThan(160);
});

it("refuses bombs of aliases, brackets and braces", () => {
  const { status, named, peak } = validate("bombs");
  expect(status).toBe(1);
  for (const [path, [rule]] of Object.entries(bombs)) expect(named).toContain(`${rule} ${path}`);
  expect(peak).toBeLessThan(400);
});

describe("files without number", () => {
  const base = memorySnapshot({ "kwanus.yaml": "apiVersion: kwanus/v1\nkind: Repository\n" });

  /** What is found in so many new files, and the seconds of processor time it takes. */
  const judge = async (count: number, pathOf: (n: number) => string) => {
    // Pieces of one long text, as Git prints them: the slowest strings there are.
    const paths = [...Array(count).keys()].map(pathOf).join("\n").split("\n");
    const file: FileEntry = { path: "", mode: "100644", blob: "0".repeat(40), size: 2 };
    const added = paths.map((path): [string, FileEntry] => [path, { ...file, path }]);
    const head = {
      ...base,
      files: new Map([...base.files, ...added].sort(([a], [b]) => byBytes(a, b))),
      bytes: (path: string) => (base.files.has(path) ? base.bytes(path) : Promise.resolve(Buffer.from("x\n"))),
    };
    const before = process.cpuUsage();
    const { report } = await check({ base, mergeBase: base, head, asOf: "2026-11-21" });
    const { user, system } = process.cpuUsage(before);
    return { findings: report.findings, took: (user + system) / 1e6 };
  };

  it("in one subject are one finding", async () => {
    const { findings } = await judge(20_000, (n) => `${subject}/${n}.txt`);
    const said = findings.filter(({ rule }) => rule === "DOC011").map(({ message }) => message);
    expect(said).toEqual(["acme/EXP-0001 holds 20000 files; a subject holds at most 1000"]);
  });

  it("take a time that grows as their number does, not as its square", async () => {
    const stray = (n: number) => `partners/acme/a-folder-that-holds-nothing-of-any-kind/${100_000 + n}.txt`;
    await judge(500, stray);
    const [few, many] = [await judge(1000, stray), await judge(32_000, stray)];
    expect(many.findings.length).toBeGreaterThanOrEqual(32_000);
    // 32 times as many: a search through all for each would take a thousand times as long.
    expect(many.took / few.took).toBeLessThan(64);
  });
});
