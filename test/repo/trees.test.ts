// Revisions read one after another are what `git ls-tree` says of each, whatever changed in between.

import { execFileSync } from "node:child_process";
import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deltasOf } from "../../src/landing/tree.ts";
import { readTree } from "../../src/repo/tree.ts";
import { commit, failureOf, git, newFolder, newRepository, open } from "./sandbox.ts";

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

// Names that sort otherwise as a folder than as a file, wide characters, a byte that is no UTF-8, things that are no files.
const names = [
  "a",
  "a.b",
  "a-b",
  "a/b",
  "a/b.c",
  "a0",
  "b",
  "b/a/c",
  "b/a.c",
  "ä/ö",
  "\u{1F600}",
  "z/a/a/a",
  "z/a/b",
  '"n\\303n"',
];
const modes = ["100644", "100755", "120000", "160000"];

/** Commits whose trees differ at random, one after another. */
function history(directory: string, steps: number): string[] {
  const next = numbers(7);
  const lines: string[] = [];
  for (let step = 0; step < steps; step++) {
    lines.push("commit refs/heads/main", `committer ada <ada@example.org> ${1_800_000_000 + step} +0000`, "data 0");
    for (let change = next(4); change >= 0; change--) {
      const path = names[next(names.length)] ?? "";
      const mode = modes[next(8)] ?? "100644";
      // A file in the way of a folder goes, and a folder in the way of a file.
      if (next(3) === 0) lines.push(`D ${path}`);
      else if (mode === "160000") lines.push(`M ${mode} ${"1".repeat(40)} ${path}`);
      else lines.push(`M ${mode} inline ${path}`, `data ${next(3) * 1000}`);
    }
  }
  git(directory, "init", "--quiet");
  execFileSync("git", ["fast-import", "--quiet"], { cwd: directory, input: `${stream(lines)}\n` });
  return git(directory, "rev-list", "--reverse", "main").split("\n");
}

/** Each `data` is followed by as many bytes as it says. */
function stream(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/^data (\d+)$/, (_, size) => `${line}\n${"x".repeat(Number(size))}`))
    .join("\n");
}

test("every revision is what Git lists, in its order, and so are the differences", async () => {
  const root = newFolder();
  const commits = history(root, 40);
  const repository = await open(root);
  let before: string | null = null;
  for (const id of [...commits, ...commits.toReversed()]) {
    const [files, listed] = await Promise.all([repository.snapshot(id), readTree(repository.git, id, false)]);
    expect([...files.files]).toEqual([...listed]);
    const [changes, old] = await Promise.all([repository.changes(before, id), readTreeOr(before)]);
    const deltas = deltasOf({ ...files, files: old }, files);
    expect(changes.map(({ path }) => path).sort()).toEqual(deltas.map(({ path }) => path).sort());
    for (const { path, before: was, after: is } of changes)
      expect([was?.blob, is?.blob]).toEqual([old.get(path)?.blob, listed.get(path)?.blob]);
    before = id;
  }
  function readTreeOr(id: string | null) {
    return id === null ? new Map() : readTree(repository.git, id, false);
  }
});

test.each([
  ["a name twice", ["100644 a.yaml", "100644 a.yaml"]],
  ["a file and a folder of one name", ["100644 a", "40000 a"]],
  ["names out of order", ["100644 b.yaml", "100644 a.yaml"]],
  ["a name that no checkout can have", ["40000 .git"]],
  ["the folder itself", ["40000 ."]],
])("a tree that can be read in two ways is refused, read alone or after another: %s", async (_, names) => {
  const root = newRepository({ "a.yaml": "a: 1\n", "b/c.yaml": "c: 1\n" });
  const first = git(root, "rev-parse", "HEAD");
  const store = (input: Buffer) =>
    execFileSync("git", ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], { cwd: root, input })
      .toString()
      .trim();
  const ids = { "100644": git(root, "rev-parse", "HEAD:a.yaml"), "40000": git(root, "rev-parse", "HEAD:b") };
  const entries = names.map((name) => {
    const id = ids[name.startsWith("4") ? "40000" : "100644"];
    return Buffer.concat([Buffer.from(`${name}\0`), Buffer.from(id, "hex")]);
  });
  const second = git(root, "commit-tree", "-p", first, "-m", "strange", store(Buffer.concat(entries)));
  const refused = { code: "malformed-tree", kind: "refused" };
  expect(await failureOf((await open(root)).snapshot(second))).toMatchObject(refused);
  const repository = await open(root);
  await repository.snapshot(first);
  expect(await failureOf(repository.snapshot(second))).toMatchObject(refused);
  expect(await failureOf(repository.changes(first, second))).toMatchObject(refused);
});

test("names that are no text keep Git's order, and are no twins", async () => {
  const root = newRepository();
  const blob = git(root, "rev-parse", "HEAD:a.yaml");
  const names = ["61", "61ff", "62ef", "62f09f9880", "62f0", "62fe"].map((hex) => Buffer.from(hex, "hex"));
  const tree = execFileSync("git", ["mktree", "-z"], {
    cwd: root,
    input: Buffer.concat(
      names.map((name) => Buffer.concat([Buffer.from(`100644 blob ${blob}\t`), name, Buffer.of(0)])),
    ),
  });
  const id = git(root, "commit-tree", "-m", "names", tree.toString().trim());
  expect((await (await open(root)).snapshot(id)).files.size).toBe(names.length);
});

test("a missing folder or file is no empty one", async () => {
  for (const gone of ["HEAD:b", "HEAD:b/c.yaml"]) {
    const root = newRepository();
    const first = git(root, "rev-parse", "HEAD");
    const second = commit(root, { "b/c.yaml": "c: 1\n" });
    const id = git(root, "rev-parse", gone);
    unlinkSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)));
    const repository = await open(root);
    await repository.snapshot(first);
    expect(await failureOf(repository.snapshot(second))).toMatchObject({ code: "unreadable", exit: 3 });
  }
});
