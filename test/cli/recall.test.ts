// What is remembered is said again only where a new run would say the same: every cause of another answer is planted once.

import { execFile } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.ts";
import { recall } from "../../src/cli/recall.ts";
import { registry } from "../../src/cli/registry.ts";
import type { Host } from "../../src/cli/world.ts";
import { type Desk, newDesk, useOffice } from "../support/desk.ts";
import { collector } from "../support/frame.ts";
import { hostOf } from "../support/transcript.ts";

useOffice();

let desk: Desk;
let cache: string;

beforeEach(() => {
  desk = newDesk();
  // A home of its own: the office's are shared by all desks.
  const home = join(desk.folder, "../home");
  mkdirSync(home);
  writeFileSync(join(home, ".gitconfig"), readFileSync(join(desk.env["HOME"] ?? "", ".gitconfig")));
  desk.env["HOME"] = home;
  cache = join(home, ".cache/kwanus");
});

interface Told {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

function hostWith(more: Partial<Host> = {}) {
  const [out, err] = [collector(), collector()];
  const host: Host = { ...hostOf(desk.folder, desk.env, out.stream, err.stream), build: "b1", ...more };
  return { host, told: (exit: number): Told => ({ exit, out: out.text(), err: err.text() }) };
}

async function kwanus(line: string, more: Partial<Host> = {}): Promise<Told> {
  const { host, told } = hostWith(more);
  return told(await run(line.split(" "), host, registry));
}

const isKnown = (line: string, more: Partial<Host> = {}) => recall(line.split(" "), hostWith(more).host) !== null;

/** Runs a line whose answer is remembered from then on. */
async function known(line: string): Promise<Told> {
  const told = await kwanus(line);
  expect(isKnown(line)).toBe(true);
  return told;
}

const plain = "validate";
const committed = "validate --head HEAD --base main";
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";

it.each([
  plain,
  committed,
  "validate --format json",
  "validate --format markdown --format github=../found.txt",
  "validate --format text --fail-on warning partners/acme",
  "--color=always validate --no-base --head HEAD",
])("%s says the same a second time, and what a run without memory says", async (line) => {
  desk.edit(manifest, "id: read:reports", "id: write:*");
  desk.force();
  const written = join(desk.folder, "../found.txt");
  const first = await known(line);
  const found = existsSync(written) ? readFileSync(written, "utf8") : null;
  rmSync(written, { force: true });
  expect(await kwanus(line)).toEqual(first);
  expect(existsSync(written) ? readFileSync(written, "utf8") : null).toBe(found);
  expect(await kwanus(`${line} --no-cache`)).toEqual(first);
  expect(first.out).toMatch(/PRM002|permission-wildcard/);
});

/** What makes another answer possible, and which lines it concerns. */
const causes: Readonly<Record<string, readonly [lines: readonly string[], () => void]>> = {
  "a changed file": [[plain], () => desk.edit(manifest, "strict", "open")],
  "an untracked file": [[plain], () => desk.write("partners/acme/stray.txt", "x")],
  "an executable file": [[plain], () => chmodSync(join(desk.folder, manifest), 0o755)],
  "a repository inside": [[plain], () => void desk.git("init", "--quiet", "partners/acme/inner")],
  "an ignore rule taken away": [[plain], () => writeFileSync(join(desk.folder, ".git/info/exclude"), "")],
  "a new commit": [
    [plain, committed],
    () => {
      desk.write("reports/x.md", "x");
      desk.force();
    },
  ],
  "another branch": [[plain, committed], () => void desk.git("switch", "--quiet", "--create", "other", "HEAD^")],
  "a detached head": [[plain, committed], () => void desk.git("switch", "--quiet", "--detach", "HEAD")],
  "a moved base": [[plain, committed], () => void desk.git("update-ref", "refs/heads/main", "HEAD^")],
  "packed refs": [[plain, committed], () => void desk.git("pack-refs", "--all")],
  "a branch of a shorter name": [[committed], () => void desk.git("update-ref", "refs/tags/main", "HEAD^")],
  "a configured base": [[plain], () => void desk.git("config", "kwanus.base", "refs/heads/none")],
  "the user's configuration": [
    [plain],
    () => appendFileSync(join(desk.env["HOME"] ?? "", ".gitconfig"), "[kwanus]\n\tbase = refs/heads/none\n"),
  ],
  "configuration that includes more": [[plain], () => void desk.git("config", "include.path", "more")],
  "a history that was cut off": [[plain, committed], () => writeFileSync(join(desk.folder, ".git/shallow"), "")],
  "another repository around it": [[plain], () => rmSync(join(desk.folder, ".git"), { recursive: true })],
};

it("tells two links apart that make HEAD stand for branches with the same commit", async () => {
  const head = join(desk.folder, ".git/HEAD");
  const branch = readFileSync(head, "utf8").replace("ref: ", "").trim();
  desk.git("branch", "other");
  rmSync(head);
  symlinkSync(branch, head);
  await known(plain);
  rmSync(head);
  symlinkSync("refs/heads/other", head);
  expect(isKnown(plain)).toBe(false);
});

describe.each(Object.entries(causes))("after %s", (_, [lines, cause]) => {
  it.each(lines)("%s is judged again", async (line) => {
    mkdirSync(join(desk.folder, ".git/info"), { recursive: true });
    writeFileSync(join(desk.folder, ".git/info/exclude"), "ignored.txt\n");
    desk.write("ignored.txt", "x");
    await known(line);
    cause();
    expect(isKnown(line)).toBe(false);
  });
});

it.each<[string, Partial<Host>]>([
  ["another build", { build: "b2" }],
  ["the next day", { now: () => new Date("2026-11-22T00:00:00Z") }],
  ["no build at all", { build: undefined as never }],
])("is not said again by %s", async (_, host) => {
  await known(plain);
  expect(isKnown(plain, host)).toBe(false);
});

it("is not kept for the day on which it was said, where it was found the day before", async () => {
  // The clock is read when it is looked up, when the world opens, and perhaps once more past midnight.
  let hour = 21;
  await kwanus(plain, { now: () => new Date(Date.UTC(2026, 10, 21, ++hour)) });
  expect(isKnown(plain, { now: () => new Date("2026-11-22T12:00:00Z") })).toBe(false);
});

it("is neither kept nor said by a folder in the repository, whose files others may have sent", async () => {
  await kwanus(plain);
  const env = { ...desk.env, XDG_CACHE_HOME: join(desk.folder, ".git/caches") };
  await kwanus(plain, { env });
  expect(isKnown(plain, { env })).toBe(false);
  cpSync(cache, join(desk.folder, ".git/caches/kwanus"), { recursive: true, mode: 0 });
  expect(isKnown(plain, { env })).toBe(false);
});

it.each(["CI", "GITHUB_ACTIONS"])("is neither said nor kept where %s is set", async (name) => {
  await known(plain);
  const env = { ...desk.env, [name]: "true" };
  expect(isKnown(plain, { env })).toBe(false);
  rmSync(cache, { recursive: true });
  await kwanus(plain, { env });
  expect(() => readdirSync(cache)).toThrow("ENOENT");
});

it("keeps nothing of commands that sign, decide or replay, nor of a run without a verdict", async () => {
  desk.git("branch", "validate", "main");
  const lines = ["verify", "verify --base validate", "status", "gate acme/EXP-0001", "validate --head none"];
  for (const line of lines) await kwanus(line);
  expect(() => readdirSync(cache)).toThrow("ENOENT");
});

describe("a memory that is not as it was written", () => {
  const only = () => join(cache, readdirSync(cache)[0] ?? "");
  it.each<[string, () => void]>([
    ["cut off", () => truncateSync(only(), 300)],
    ["empty", () => truncateSync(only(), 0)],
    [
      "one letter changed",
      () => writeFileSync(only(), readFileSync(only(), "utf8").replace("no findings", "No findings")),
    ],
    ["no text", () => writeFileSync(only(), Buffer.from([0xff, 0xfe, 0]))],
    ["writable by others", () => chmodSync(cache, 0o777)],
    [
      "a link to elsewhere",
      () => {
        const real = `${cache}-real`;
        mkdirSync(real);
        writeFileSync(join(real, readdirSync(cache)[0] ?? ""), readFileSync(only()));
        rmSync(cache, { recursive: true });
        symlinkSync(real, cache);
      },
    ],
  ])("%s is not believed", async (_, damage) => {
    const first = await known(plain);
    damage();
    expect(isKnown(plain)).toBe(false);
    expect(await kwanus(plain)).toEqual(first);
  });

  it("is made again", async () => {
    await known(plain);
    truncateSync(only(), 10);
    await known(plain);
  });
});

it("does without a folder to remember in", async () => {
  writeFileSync(join(cache, "../../.cache"), "a file");
  expect((await kwanus(plain)).exit).toBe(0);
  expect(isKnown(plain)).toBe(false);
});

it("lets two processes remember at once", async () => {
  const program = join(import.meta.dirname, "../../bin/kwanus.js");
  const validated = () => promisify(execFile)(process.execPath, [program, plain], { cwd: desk.folder, env: desk.env });
  const told = await Promise.all([validated(), validated()]);
  expect(new Set([...told, await validated()].map(({ stdout }) => stdout)).size).toBe(1);
  expect(readdirSync(cache)).toHaveLength(1);
});

it("forgets the oldest", async () => {
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  for (let i = 0; i < 300; i++) writeFileSync(join(cache, `old${i}`), "");
  await known(plain);
  expect(readdirSync(cache)).toHaveLength(256);
});
