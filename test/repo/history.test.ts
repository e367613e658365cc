import { chmodSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit, failureOf, git, newFolder, newRepository, open, text } from "./sandbox.ts";

test("names: branch, remote, tag, full ref, HEAD, object id", async () => {
  const root = newRepository();
  const first = git(root, "rev-parse", "HEAD");
  const second = commit(root, { "b.yaml": "" });
  git(root, "branch", "--quiet", "main-sub", first);
  git(root, "branch", "--quiet", first, second);
  git(root, "tag", "-a", "v1", "-m", "one", first);
  git(root, "update-ref", "refs/remotes/origin/next", first);
  const repository = await open(root);
  const names = {
    main: second,
    v1: first,
    "origin/next": first,
    "refs/tags/v1": first,
    "main-sub": first,
    HEAD: second,
    [first]: first,
  };
  for (const [name, id] of Object.entries(names)) expect([name, await repository.resolve(name)]).toEqual([name, id]);
  for (const name of ["absent", "ma", "mai", "refs/heads", "origin", first.slice(0, 10)])
    expect(await repository.resolve(name)).toBeNull();
});

test("two meanings are named, not chosen; two names of one commit are fine", async () => {
  const root = newRepository();
  const first = git(root, "rev-parse", "HEAD");
  git(root, "tag", "main", first);
  const repository = await open(root);
  expect(await repository.resolve("main")).toBe(first);
  const second = commit(root, { "b.yaml": "" });
  const failure = await failureOf(repository.resolve("main"));
  expect(failure).toMatchObject({ code: "ambiguous-name", kind: "usage" });
  expect(failure.message).toContain("refs/heads/main and refs/tags/main");
  expect(await repository.resolve("refs/heads/main")).toBe(second);
});

test.each(["-x", "--all", "main~1", "main@{1}", "a..b", "a b", "", "x^{tree}", ":/first", "a\nb"])(
  "%j is no name",
  async (name) => {
    const repository = await open(newRepository());
    expect(await failureOf(repository.resolve(name))).toMatchObject({ code: "bad-name", kind: "usage" });
  },
);

test("something that is no commit is said", async () => {
  const root = newRepository();
  const repository = await open(root);
  expect(await failureOf(repository.resolve(git(root, "rev-parse", "HEAD:a.yaml")))).toMatchObject({
    code: "not-a-commit",
  });
  expect(await failureOf(repository.resolve(`${"0".repeat(39)}1`))).toMatchObject({ code: "unreadable", exit: 3 });
});

test("merge base, ancestry, first-parent history from a root", async () => {
  const root = newRepository();
  const first = git(root, "rev-parse", "HEAD");
  git(root, "switch", "--quiet", "-c", "side");
  const side = commit(root, { "s.yaml": "" }, "on the side");
  git(root, "switch", "--quiet", "main");
  const second = commit(root, { "b.yaml": "" }, "second\n\nbody");
  git(root, "merge", "--quiet", "--no-ff", "-m", "merge side", "side");
  const merge = git(root, "rev-parse", "HEAD");
  git(root, "checkout", "--quiet", "--orphan", "apart");
  const apart = commit(root, {}, "apart");

  const repository = await open(root);
  expect(await repository.mergeBase(side, second)).toBe(first);
  expect(await repository.mergeBase(merge, side)).toBe(side);
  expect(await repository.mergeBase(merge, apart)).toBeNull();
  expect(await repository.isAncestor(side, merge)).toBe(true);
  expect(await repository.isAncestor(merge, side)).toBe(false);
  expect(await repository.parents(merge)).toEqual([second, side]);
  expect(await repository.firstParentHistory(merge)).toEqual([
    { id: first, parents: [], subject: "first" },
    { id: second, parents: [first], subject: "second" },
    { id: merge, parents: [second, side], subject: "merge side" },
  ]);
  expect((await repository.firstParentHistory(merge, second)).map(({ id }) => id)).toEqual([second, merge]);
  expect(await failureOf(repository.firstParentHistory(merge, side))).toMatchObject({
    code: "root-not-in-history",
    exit: 1,
  });
  expect(text(await repository.rawCommit(first))).toMatch(/^tree [0-9a-f]{40}\nauthor ada/);
});

test("branches by prefix, and the remote's head", async () => {
  const origin = newRepository();
  git(origin, "branch", "kwanus/vote/acme.1");
  const root = `${newFolder()}/clone`;
  git(origin, "clone", "--quiet", origin, root);
  git(root, "branch", "kwanus/vote/acme.2");
  git(root, "branch", "kwanus/voter");
  const repository = await open(root);
  const refs = async (prefix: string) => (await repository.branches(prefix)).map(({ ref }) => ref);
  expect(await refs("kwanus/vote/acme")).toEqual([
    "refs/heads/kwanus/vote/acme.2",
    "refs/remotes/origin/kwanus/vote/acme.1",
  ]);
  expect(await refs("kwanus/vote")).toHaveLength(3);
  expect(await refs("absent/")).toEqual([]);
  expect(await repository.remoteHead()).toBe("refs/remotes/origin/main");
  expect(await (await open(origin)).remoteHead()).toBeNull();
});

function longHistory(): { origin: string; ids: string[] } {
  const origin = newRepository();
  return {
    origin,
    ids: [git(origin, "rev-parse", "HEAD"), ...["2", "3", "4"].map((n) => commit(origin, { "a.yaml": `a: ${n}\n` }))],
  };
}

test("a shallow clone says what is missing and how to fetch it", async () => {
  const { origin, ids } = longHistory();
  const root = `${newFolder()}/clone`;
  git(origin, "clone", "--quiet", "--depth=2", `file://${origin}`, root);
  const repository = await open(root);
  const [first = "", second = "", third = "", tip = ""] = ids;
  expect(repository.isShallow()).toBe(true);
  expect(await repository.parents(third)).toEqual([second]);
  expect((await repository.firstParentHistory(tip, third)).map(({ id }) => id)).toEqual([third, tip]);
  for (const work of [
    () => repository.snapshot(second),
    () => repository.resolve(first),
    () => repository.firstParentHistory(tip),
    () => repository.firstParentHistory(tip, first),
    () => repository.isAncestor(first, tip),
    () => repository.isAncestor(tip, third),
    () => repository.mergeBase(tip, second),
  ]) {
    const failure = await failureOf(work());
    expect(failure.exit).toBe(3);
    expect(failure.help).toContain("git fetch --unshallow origin");
  }
  git(root, "fetch", "--quiet", "--unshallow", "origin");
  expect(repository.isShallow()).toBe(false);
  expect(await (await open(root)).firstParentHistory(tip)).toHaveLength(4);
});

test("a partial clone is not filled up behind the user's back; the cure it names works", async () => {
  const { origin, ids } = longHistory();
  git(origin, "config", "uploadpack.allowfilter", "true");
  const root = `${newFolder()}/clone`;
  git(origin, "clone", "--quiet", "--filter=blob:none", `file://${origin}`, root);
  const repository = await open(root);
  const count = () => git(root, "count-objects", "-v");
  const before = count();
  const [old, tip] = [await repository.snapshot(ids[0] ?? ""), await repository.snapshot(ids[3] ?? "")];
  expect(old.files.get("a.yaml")).toMatchObject({ size: 0 });
  const [missing, present] = await Promise.all([failureOf(old.bytes("a.yaml")), tip.bytes("a.yaml")]);
  expect(text(present)).toBe("a: 4\n");
  expect(tip.files.get("a.yaml")).toMatchObject({ size: 5 });
  expect(missing).toMatchObject({ code: "unreadable", exit: 3 });
  expect(text(await (await repository.workingTree()).bytes("a.yaml"))).toBe("a: 4\n");
  expect(await repository.firstParentHistory(ids[3] ?? "")).toHaveLength(4);
  expect(count()).toBe(before);

  const [, cure = ""] = /git (fetch .*)$/.exec(missing.help ?? "") ?? [];
  git(root, ...cure.split(" "));
  expect(text(await (await (await open(root)).snapshot(ids[0] ?? "")).bytes("a.yaml"))).toBe("a: 1\n");
});

test("a clone without trees says so", async () => {
  const { origin, ids } = longHistory();
  git(origin, "config", "uploadpack.allowfilter", "true");
  const root = `${newFolder()}/clone`;
  git(origin, "clone", "--quiet", "--no-checkout", "--filter=tree:0", `file://${origin}`, root);
  const repository = await open(root);
  expect(await failureOf(repository.snapshot(ids[0] ?? ""))).toMatchObject({ code: "unreadable" });
});

test("a missing and a damaged object are no empty file", async () => {
  const root = newRepository({ "a.yaml": "a: 1\n", "b.yaml": "b: 1\n", "c.yaml": "c: 1\n" });
  const place = (path: string) =>
    join(root, ".git/objects", git(root, "rev-parse", `HEAD:${path}`).replace(/^../, "$&/"));
  const [missing, damaged] = [place("a.yaml"), place("b.yaml")];
  const repository = await open(root);
  const head = await repository.snapshot(git(root, "rev-parse", "HEAD"));
  unlinkSync(missing);
  chmodSync(damaged, 0o644);
  writeFileSync(damaged, "rubbish");
  const [a, b, c] = await Promise.all([
    failureOf(head.bytes("a.yaml")),
    failureOf(head.bytes("b.yaml")),
    head.bytes("c.yaml"),
  ]);
  expect([a.code, b.code, text(c)]).toEqual(["unreadable", "unreadable", "c: 1\n"]);
});
