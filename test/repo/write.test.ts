import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf, type Change } from "../../src/change.ts";
import { cleanUp, onCleanUp } from "../../src/repo/clean-up.ts";
import { applyChange, type Recorder } from "../../src/repo/write.ts";
import { commit, failureOf, git, newFolder, newRepository, open, write } from "./sandbox.ts";

const recorder: Recorder = {
  sign: () => Promise.reject(new Error("not asked for")),
  identity: { name: "ada <x>\n", email: "ada@example.org" },
  now: new Date("2026-11-21T10:00:00Z"),
};

const toTree = (files: Record<string, string | null>): Change => ({
  files: changes(files),
  destination: { to: "working-tree" },
});

function toBranch(
  parent: string,
  files: Record<string, string | null>,
  more: { expect?: string | null; branch?: string; signed?: boolean } = {},
): Change {
  const destination = {
    to: "branch",
    branch: "kwanus/vote/1",
    expect: null,
    parent,
    message: "vote: acme\n\nbody",
    signed: false,
    ...more,
  } as const;
  return { files: changes(files), destination };
}

const changes = (files: Record<string, string | null>) =>
  Object.entries(files).map(([path, content]) => ({ path, content: content === null ? null : bytesOf(content) }));

/** Everything in a working tree, with content: what "nothing left behind" is compared by. */
function everything(root: string, below = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (path === ".git") continue;
    if (entry.isDirectory()) Object.assign(found, { [`${path}/`]: "" }, everything(root, path));
    else found[path] = entry.isFile() ? readFileSync(join(root, path), "utf8") : "other";
  }
  return found;
}

test("files are made, replaced and deleted together; permissions stay; nothing else appears", async () => {
  const root = newRepository({ "a.yaml": "1", "b.yaml": "1" });
  chmodSync(join(root, "a.yaml"), 0o640);
  const repository = await open(root);
  expect(await repository.dirty()).toBe(false);
  const applied = await applyChange(
    repository,
    toTree({ "a.yaml": "2", "b.yaml": null, "c/d/e.yaml": "3", "absent.yaml": null }),
    recorder,
  );
  expect(applied).toEqual({ commit: null, paths: ["a.yaml", "b.yaml", "c/d/e.yaml", "absent.yaml"] });
  expect(everything(root)).toEqual({ "a.yaml": "2", "c/": "", "c/d/": "", "c/d/e.yaml": "3" });
  expect(statSync(join(root, "a.yaml")).mode & 0o777).toBe(0o640);
  expect(await repository.dirty()).toBe(true);
});

test.each([
  ["a folder in a file's place", { "a.yaml": "2", "new/x.yaml": "1", folder: "3" }, "unsafe-path"],
  ["a file in a folder's place", { "a.yaml": "2", "new/x.yaml": "1", "b.yaml/c.yaml": "3" }, "unsafe-path"],
  ["a symlink to a file", { "a.yaml": "2", "new/x.yaml": "1", link: "3" }, "unsafe-path"],
  ["a symlink to a folder", { "a.yaml": "2", "b.yaml": null, "out/x.yaml": "3" }, "unsafe-path"],
  [
    "a name too long for the disk",
    { "a.yaml": "2", "b.yaml": null, "new/deep/x.yaml": "1", [`${"n".repeat(300)}`]: "3" },
    "cannot-write",
  ],
  ["a file that is also a folder", { "b.yaml": null, "new/x": "1", "new/x/y": "2" }, "cannot-write"],
])("%s: nothing is written at all", async (_, files, code) => {
  const root = newRepository({ "a.yaml": "1", "b.yaml": "1", "folder/x": "" });
  const outside = newFolder();
  symlinkSync(outside, join(root, "out"));
  symlinkSync("a.yaml", join(root, "link"));
  const before = everything(root);
  const repository = await open(root);
  expect(await failureOf(applyChange(repository, toTree(files), recorder))).toMatchObject({ code });
  expect(everything(root)).toEqual(before);
  expect(readdirSync(outside)).toEqual([]);
});

test.each([
  "../x",
  "a/../../x",
  "/etc/x",
  "",
  "a//b",
  "./a",
  "a/.",
  ".git/config",
  ".GIT/config",
  "sub/.git/hooks/x",
  ".git /x",
  ".git./x",
  "git~1/x",
  ".g\u200cit/config",
  "a\\b",
  "c:x",
  "a\nb",
  "a\udcff",
])("%j is not a path to write", async (path) => {
  const root = newRepository();
  const repository = await open(root);
  for (const change of [
    toTree({ "b.yaml": "1", [path]: "x" }),
    toBranch(git(root, "rev-parse", "HEAD"), { [path]: "x" }),
  ])
    expect(await failureOf(applyChange(repository, change, recorder))).toMatchObject({ code: "unsafe-path", exit: 1 });
  expect(everything(root)).toEqual({ "a.yaml": "a: 1\n" });
});

test("a path named twice is refused", async () => {
  const repository = await open(newRepository());
  const change: Change = {
    files: [...changes({ x: "1" }), ...changes({ x: "2" })],
    destination: { to: "working-tree" },
  };
  expect(await failureOf(applyChange(repository, change, recorder))).toMatchObject({ code: "unsafe-path" });
});

test("a commit on a branch holds exactly the change, and leaves index, work tree and hooks alone", async () => {
  const root = newRepository({ "a.yaml": "1", "b.yaml": "1", "run.sh": "#!" });
  git(root, "config", "core.autocrlf", "true");
  git(root, "update-index", "--chmod=+x", "run.sh");
  const parent = commit(root, { "c.yaml": "1" });
  write(root, { "staged.yaml": "secret", "a.yaml": "edited", "loose.yaml": "" });
  git(root, "add", "staged.yaml");
  const mark = join(newFolder(), "mark");
  for (const hook of ["reference-transaction", "post-index-change", "post-commit"])
    writeFileSync(join(root, ".git/hooks", hook), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  const [index, tree, gitFiles] = [
    readFileSync(join(root, ".git/index")),
    everything(root),
    readdirSync(join(root, ".git")),
  ];

  const repository = await open(root);
  const change = toBranch(parent, { "b.yaml": null, "ballots/sco.bo.1.yaml": "yes\r\n", "run.sh": "#!/bin/sh" });
  const { commit: made, paths } = await applyChange(repository, change, recorder);
  expect(paths).toEqual(["b.yaml", "ballots/sco.bo.1.yaml", "run.sh"]);
  expect(git(root, "rev-parse", "kwanus/vote/1")).toBe(made);
  expect(git(root, "diff-tree", "-r", "--no-commit-id", "--name-status", made ?? "").split("\n")).toEqual([
    "D\tb.yaml",
    "A\tballots/sco.bo.1.yaml",
    "M\trun.sh",
  ]);
  expect(git(root, "ls-tree", made ?? "", "run.sh")).toMatch(/^100644|^100755/);
  expect(git(root, "cat-file", "commit", made ?? "")).toBe(
    [
      `tree ${git(root, "rev-parse", `${made}^{tree}`)}`,
      `parent ${parent}`,
      "author ada x <ada@example.org> 1795255200 +0000",
      "committer ada x <ada@example.org> 1795255200 +0000",
      "",
      "vote: acme",
      "",
      "body",
    ].join("\n"),
  );
  git(root, "fsck", "--strict");
  expect(git(root, "cat-file", "-s", `${made}:ballots/sco.bo.1.yaml`)).toBe("5");
  expect(readFileSync(join(root, ".git/index")).equals(index)).toBe(true);
  expect(everything(root)).toEqual(tree);
  expect(readdirSync(join(root, ".git"))).toEqual(gitFiles);
  expect(existsSync(mark)).toBe(false);
  const next = await applyChange(repository, toBranch(made ?? "", { "z.yaml": "" }, { expect: made }), recorder);
  expect(git(root, "rev-parse", "kwanus/vote/1~1")).toBe(made);
  expect(git(root, "rev-parse", "kwanus/vote/1")).toBe(next.commit);
});

test("an executable keeps its mode, a symlink is not overwritten", async () => {
  const root = newRepository({ "run.sh": "#!" });
  chmodSync(join(root, "run.sh"), 0o755);
  symlinkSync("run.sh", join(root, "link"));
  const parent = commit(root, {});
  const repository = await open(root);
  const { commit: made } = await applyChange(repository, toBranch(parent, { "run.sh": "#!/bin/sh" }), recorder);
  expect(git(root, "ls-tree", made ?? "", "run.sh")).toMatch(/^100755/);
  const over = toBranch(parent, { link: "x" }, { branch: "other" });
  expect(await failureOf(applyChange(repository, over, recorder))).toMatchObject({ code: "unsafe-path" });
  expect(readdirSync(join(root, ".git")).filter((name) => name.startsWith("kwanus"))).toEqual([]);
});

test("a branch that exists, moved, is checked out, or stands in the way is refused", async () => {
  const root = newRepository();
  const first = git(root, "rev-parse", "HEAD");
  const second = commit(root, { "b.yaml": "" });
  git(root, "branch", "taken", first);
  git(root, "worktree", "add", "--quiet", "-b", "elsewhere", join(newFolder(), "tree"));
  const repository = await open(root);
  const code = async (branch: string, expect: string | null) =>
    (await failureOf(applyChange(repository, toBranch(second, { x: "1" }, { branch, expect }), recorder))).code;
  expect(await code("taken", null)).toBe("branch-exists");
  expect(await code("taken", second)).toBe("branch-moved");
  expect(await code("absent", second)).toBe("branch-moved");
  expect(await code("main", second)).toBe("branch-checked-out");
  expect(await code("elsewhere", second)).toBe("branch-checked-out");
  expect(await code("taken/below", null)).toBe("branch-refused");
  expect(git(root, "rev-parse", "taken")).toBe(first);
});

test("a branch goes where it stands as it was seen, and nowhere else", async () => {
  const directory = newRepository();
  const first = git(directory, "rev-parse", "HEAD");
  const second = commit(directory, { "b.yaml": "b: 1\n" });
  git(directory, "branch", "gone", first);
  const repository = await open(directory);
  const remove = (branch: string, expect: string) =>
    applyChange(repository, { files: [], destination: { to: "no-branch", branch, expect } }, recorder);
  const before = git(directory, "for-each-ref");
  for (const [branch, expected, code] of [
    ["gone", second, "branch-moved"],
    ["absent", first, "branch-moved"],
    ["main", second, "branch-checked-out"],
  ] as const)
    expect((await failureOf(remove(branch, expected))).code).toBe(code);
  expect(git(directory, "for-each-ref")).toBe(before);
  expect(await remove("gone", first)).toEqual({ commit: null, paths: [] });
  expect(git(directory, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
});

test("a branch that moves while the commit is being signed is not overwritten", async () => {
  const root = newRepository();
  const parent = git(root, "rev-parse", "HEAD");
  const other = commit(root, { "b.yaml": "" });
  const repository = await open(root);
  const sign = async () => {
    git(root, "branch", "kwanus/vote/1", other);
    return "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
  };
  const failure = await failureOf(
    applyChange(repository, toBranch(parent, { x: "1" }, { signed: true }), { ...recorder, sign }),
  );
  expect(failure).toMatchObject({ code: "branch-exists", kind: "refused" });
  expect(git(root, "rev-parse", "kwanus/vote/1")).toBe(other);
});

test("a signer that fails leaves no branch and no temporary file", async () => {
  const root = newRepository();
  const before = readdirSync(join(root, ".git"));
  const repository = await open(root);
  const change = toBranch(git(root, "rev-parse", "HEAD"), { x: "1" }, { signed: true });
  await expect(applyChange(repository, change, recorder)).rejects.toThrow("not asked for");
  expect(readdirSync(join(root, ".git"))).toEqual(before);
  expect(git(root, "branch", "--list", "kwanus/*")).toBe("");
});

test("writing works without any identity configured, on an unborn branch beside", async () => {
  const root = newRepository();
  git(root, "config", "user.useConfigOnly", "true");
  const parent = git(root, "rev-parse", "HEAD");
  git(root, "checkout", "--quiet", "--orphan", "fresh");
  const repository = await open(root, { HOME: newFolder() });
  expect((await applyChange(repository, toBranch(parent, { x: "1" }), recorder)).commit).toMatch(/^[0-9a-f]{40}$/);
  const unborn = toBranch(parent, { x: "1" }, { branch: "fresh" });
  expect(await failureOf(applyChange(repository, unborn, recorder))).toMatchObject({ code: "branch-checked-out" });
});

test("clean-up runs everything once, in reverse, and survives an action that throws", () => {
  const ran: number[] = [];
  onCleanUp(() => ran.push(1));
  onCleanUp(() => {
    throw new Error("no");
  });
  const done = onCleanUp(() => ran.push(3));
  onCleanUp(() => ran.push(4));
  done();
  cleanUp();
  cleanUp();
  done();
  expect(ran).toEqual([3, 4, 1]);
});

test("an interrupted commit leaves no temporary index", async () => {
  const root = newRepository();
  mkdirSync(join(root, "sub"));
  const program = join(newFolder(), "interrupt.mts");
  const source = (name: string) => JSON.stringify(join(import.meta.dirname, "../../src", name));
  writeFileSync(
    program,
    `import { openRepository } from ${source("repo/repository.ts")};
     import { applyChange } from ${source("repo/write.ts")};
     import { cleanUp } from ${source("repo/clean-up.ts")};
     import { readdirSync } from "node:fs";
     process.on("SIGINT", () => { cleanUp(); process.exit(130); });
     const repository = await openRepository(process.argv[2], { PATH: process.env.PATH });
     const parent = (await repository.head()).commit;
     const end = repository.git.bytes;
     // The moment the temporary index exists.
     repository.git.bytes = async (command, options) => {
       const done = await end(command, options);
       if (command[0] === "update-index") {
         console.log(readdirSync(repository.gitDir).filter((name) => name.startsWith("kwanus-index")).length);
         process.kill(process.pid, "SIGINT");
         await new Promise(() => setInterval(() => {}, 1000));
       }
       return done;
     };
     const files = [{ path: "x", content: Buffer.from("1") }];
     const destination = { to: "branch", branch: "vote", expect: null, parent, message: "m", signed: false };
     await applyChange(repository, { files, destination }, { identity: { name: "a", email: "b" }, now: new Date(0) });`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", program, root], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  expect(printed.trim()).toBe("1");
  expect(readdirSync(join(root, ".git")).filter((name) => name.startsWith("kwanus"))).toEqual([]);
  expect(lstatSync(join(root, ".git/index")).isFile()).toBe(true);
});

test("an open object stream does not keep the process alive", async () => {
  const root = newRepository();
  const program = join(newFolder(), "linger.mts");
  writeFileSync(
    program,
    `import { openRepository } from ${JSON.stringify(join(import.meta.dirname, "../../src/repo/repository.ts"))};
     const repository = await openRepository(process.argv[2], { PATH: process.env.PATH });
     const { commit } = await repository.head();
     console.log((await repository.rawCommit(commit)).length > 0, (await repository.rawCommit(commit)).length > 0);`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", program, root], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  expect(printed.trim()).toBe("true true");
}, 10_000);
