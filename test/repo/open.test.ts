import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/repo/repository.ts";
import { commit, environment, failureOf, git, home, newFolder, newRepository, open } from "./sandbox.ts";

test("opens from a folder deep inside, and through a symlink", async () => {
  const root = newRepository({ "a/b/c.yaml": "" });
  expect((await open(join(root, "a/b"))).root).toBe(root);
  const link = join(newFolder(), "link");
  symlinkSync(root, link);
  expect((await open(link)).root).toBe(root);
});

test("a linked worktree and a submodule have their own root", async () => {
  const main = newRepository();
  const tree = `${newFolder()}/tree`;
  git(main, "worktree", "add", "--quiet", "-b", "side", tree);
  const linked = await open(tree);
  expect(linked.root).toBe(tree);
  expect(await linked.head()).toMatchObject({ branch: "refs/heads/side" });
  expect([...(await linked.workingTree()).files.keys()]).toEqual(["a.yaml"]);

  const outer = newRepository();
  git(outer, "submodule", "--quiet", "add", main, "sub");
  const inner = await open(join(outer, "sub"));
  expect(inner.root).toBe(join(outer, "sub"));
  expect(await inner.dirty()).toBe(false);
});

test("an unborn branch has no commit and a working tree", async () => {
  const root = newRepository({});
  writeFileSync(join(root, "a.yaml"), "a: 1\n");
  const repository = await open(root);
  expect(await repository.head()).toEqual({ branch: "refs/heads/main", commit: null, detached: false });
  expect(await repository.resolve("HEAD")).toBeNull();
  expect(await repository.dirty()).toBe(true);
  expect([...(await repository.workingTree()).files.keys()]).toEqual(["a.yaml"]);
});

test("HEAD on a branch and detached", async () => {
  const root = newRepository();
  const id = git(root, "rev-parse", "HEAD");
  const repository = await open(root);
  expect(await repository.head()).toEqual({ branch: "refs/heads/main", commit: id, detached: false });
  git(root, "checkout", "--quiet", "--detach");
  expect(await repository.head()).toEqual({ branch: null, commit: id, detached: true });
});

test.each([
  ["no-repository", () => newFolder()],
  ["no-directory", () => join(newFolder(), "absent")],
  [
    "bare-repository",
    () => {
      const root = newFolder();
      git(root, "init", "--quiet", "--bare");
      return root;
    },
  ],
  [
    "bare-repository",
    () => {
      const root = newRepository();
      git(root, "config", "core.bare", "true");
      return root;
    },
  ],
  [
    "sha256-repository",
    () => {
      const root = newFolder();
      git(root, "init", "--quiet", "--object-format=sha256");
      return root;
    },
  ],
])("%s is said, with its cure", async (code, make) => {
  const failure = await failureOf(open(make()));
  expect(failure).toMatchObject({ code, kind: "noVerdict", exit: 3 });
  expect(failure.help).toBeTruthy();
});

test("a missing and an old Git are said; a Git in a relative folder is not started", async () => {
  const root = newRepository();
  const bin = newFolder();
  expect(await failureOf(openRepository(root, { PATH: "", HOME: home }))).toMatchObject({ code: "no-git" });
  writeFileSync(join(bin, "git"), "#!/bin/sh\necho git version 2.33.1\n", { mode: 0o755 });
  expect(await failureOf(openRepository(root, { PATH: bin }))).toMatchObject({ code: "old-git" });
  const near = relative(process.cwd(), bin);
  expect(await failureOf(openRepository(root, { PATH: `.:${near}` }))).toMatchObject({
    message: "Git was not found in PATH",
  });
});

test("a GIT_DIR in the environment is not obeyed", async () => {
  const [root, other] = [newRepository(), newRepository({ "other.yaml": "" })];
  const repository = await open(root, { GIT_DIR: join(other, ".git"), GIT_INDEX_FILE: join(other, ".git/index") });
  expect([...(await repository.workingTree()).files.keys()]).toEqual(["a.yaml"]);
});

test("configuration: local before global, global alone on request, written locally", async () => {
  const root = newRepository();
  git(root, "config", "user.name", "bo");
  git(root, "config", "branch.Mixed.Case.remote", "x");
  const repository = await open(root);
  expect(repository.config("User.Name")).toBe("bo");
  expect(repository.globalConfig("user.name")).toBe("ada");
  expect(repository.config("branch.Mixed.Case.remote")).toBe("x");
  expect(repository.config("branch.mixed.case.remote")).toBeNull();
  expect(repository.config("core.fsmonitor")).toBeNull();
  expect(repository.userIdentity()).toEqual({ name: "bo", email: "ada@example.org" });
  await repository.setConfig("kwanus.base", "-refs/remotes/origin/main");
  expect(repository.config("kwanus.base")).toBe("-refs/remotes/origin/main");
  expect(git(root, "config", "--local", "kwanus.base")).toBe("-refs/remotes/origin/main");
});

test("somebody without a name is told how to set one", async () => {
  const root = newRepository();
  const repository = await openRepository(root, { PATH: environment.PATH, HOME: newFolder() });
  expect(() => repository.userIdentity()).toThrow("who you are");
  repository.close();
});

test("a broken .git folder is passed over, as Git does", async () => {
  const root = newRepository({ "a/b.yaml": "" });
  mkdirSync(join(root, "a/.git"));
  expect((await open(join(root, "a"))).root).toBe(root);
  expect(commit(root, { "a/c.yaml": "" })).toMatch(/^[0-9a-f]{40}$/);
});
