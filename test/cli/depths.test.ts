// The table of docs/ci.md, cell by cell: clones of every depth, what kwanus says in them, and whether what it says helps.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { memoOfProcess } from "../../src/model/model.ts";
import { type Desk, newDesk, office, typed, useOffice } from "../support/desk.ts";
import { settingOf } from "../support/office.ts";
import { poisonIn } from "../support/poison.ts";

useOffice();

const page = readFileSync(new URL("../../docs/ci.md", import.meta.url), "utf8");
const [heads = [], , ...rows] = page
  .split("\n")
  .slice(page.split("\n").findIndex((line) => line.startsWith("| `git clone` |")))
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
const commands = heads.slice(1);

let origin: string;
/** Ids, by the names the table has for them. */
const ids: Record<string, string> = {};
/** A clone for each row, and what a full clone says to each command. */
const clones = new Map<string, string>();
const full = new Map<string, Awaited<ReturnType<typeof typed>>>();

beforeAll(async () => {
  const desk = newDesk("dana");
  origin = desk.folder;
  desk.git("config", "uploadpack.allowFilter", "true");
  // Something that landed earlier is not in the tip any more.
  desk.edit("partners/borealis/partner.yaml", /title: .*/, "title: Boreal Lights");
  desk.force();
  desk.git("switch", "--quiet", "--detach", "main~2");
  desk.edit("partners/acme/partner.yaml", /title: .*/, "title: Acme United");
  desk.force();
  ids["BRANCH"] = desk.git("rev-parse", "HEAD");
  ids["TIP"] = desk.git("rev-parse", "main");
  // The protected branch has moved on since the forge made the merge.
  ids["FIRST"] = desk.git("rev-parse", "main~1");
  desk.git("switch", "--quiet", "--detach", "main~1");
  desk.git("merge", "--quiet", "--no-ff", "--message", "Merge", ids["BRANCH"]);
  ids["MERGE"] = desk.git("rev-parse", "HEAD");
  desk.git("update-ref", "refs/pull/1/merge", ids["MERGE"]);
  desk.git("update-ref", "refs/pull/1/head", ids["BRANCH"]);
  desk.git("switch", "--quiet", "main");
  for (const [kind = ""] of rows) clones.set(kind, cloned(kind));
  const [everything = ""] = rows[0] ?? [];
  for (const command of commands) full.set(command, await kwanus(command, clones.get(everything) ?? ""));
});

// In CI a clone remembers nothing: each command is the first in it.
const env = (): Record<string, string> => ({ ...settingOf(office, "dana"), CI: "true" });

function git(folder: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: folder, env: env(), stdio: "pipe" }).toString().trim();
}

/** A clone as CI makes it, with a pull request's refs, which no clone brings. */
function cloned(kind: string): string {
  const folder = join(office.stage, `clone${clones.size}`);
  const options = kind === "(everything)" ? [] : kind.split(" ");
  git(office.stage, "clone", "--quiet", "--no-tags", ...options, `file://${origin}`, folder);
  const refs = ["merge", "head"].map((name) => `+refs/pull/1/${name}:refs/kwanus/${name}`);
  const depth = options.filter((option) => option.startsWith("--depth"));
  git(folder, "fetch", "--quiet", ...depth, "origin", ...refs);
  return folder;
}

function kwanus(command: string, folder: string) {
  // Every clone lies on a machine of its own: what was read in another is not known here.
  const { documents, digests, contracts } = memoOfProcess();
  for (const known of [documents, digests, contracts]) known.clear();
  const words = command.split(" ").map((word) => ids[word] ?? word);
  return typed(words, { folder, env: env() } as Desk);
}

/** The same clone once more. */
function copied(kind: string, command: string): string {
  const folder = join(office.stage, `${kind} ${command}`.replaceAll(/\W+/g, "-"));
  cpSync(clones.get(kind) ?? "", folder, { recursive: true });
  return folder;
}

it("has the rows and columns that trust.md asks for", () => {
  expect(rows.map(([kind]) => kind)).toEqual(
    expect.arrayContaining(["(everything)", "--depth=1", "--depth=2", "--filter=blob:none", "--filter=tree:0"]),
  );
  expect(new Set(commands.map((command) => command.split(" ")[0]))).toEqual(
    new Set(["validate", "status", "gate", "verify"]),
  );
  expect([...full.values()].map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 4, 0]);
});

const cells = rows.flatMap(([kind = "", ...said]) =>
  commands.map((command, at) => [kind, command, said[at] ?? ""] as const),
);

it.each(cells)("%s: kwanus %s: %s", async (kind, command, says) => {
  if (says === "verdict") {
    expect(await kwanus(command, clones.get(kind) ?? "")).toEqual(full.get(command));
    return;
  }
  const folder = copied(kind, command);
  const head = ids[command.includes("MERGE") ? "MERGE" : "BRANCH"] ?? "";
  for (const cure of says.replace("ID", head).split(", then ")) {
    const { exit, out, err } = await kwanus(command, folder);
    const [, printed = ""] = /^help: .*: (git fetch .*)\n$/m.exec(err) ?? [];
    expect({ exit, out, printed }, err).toEqual({ exit: 3, out: "", printed: cure });
    execFileSync("sh", ["-c", printed], { cwd: folder, env: env(), stdio: "pipe" });
  }
  expect(await kwanus(command, folder)).toEqual(full.get(command));
});

describe("a partial clone", () => {
  it("fetches nothing by itself, where Git would, from a program that its configuration names", async () => {
    const folder = copied("--filter=tree:0", "held back");
    const poison = poisonIn(join(office.stage, "poison"));
    git(folder, "config", "remote.origin.uploadpack", poison.program("remote.origin.uploadpack"));
    for (const command of commands) await kwanus(command, folder);
    expect((await kwanus(`diff acme/EXP-0001 --from ${ids["BRANCH"]}`, folder)).exit).toBe(3);
    expect(poison.marks()).toEqual([]);
    spawnSync("git", ["ls-tree", "-r", ids["BRANCH"] ?? ""], { cwd: folder, env: env() });
    expect(poison.marks()).toEqual(["remote.origin.uploadpack"]);
  });
});
