import {
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit, failureOf, git, newRepository, open, text, write } from "./sandbox.ts";

test("clean, changed, staged, deleted, untracked, ignored", async () => {
  const root = newRepository({ "clean.yaml": "1", "changed.yaml": "1", "gone.yaml": "1", ".gitignore": "*.log\n" });
  write(root, { "changed.yaml": "22", "new/file.yaml": "3", "staged.yaml": "4", "x.log": "5" });
  git(root, "add", "staged.yaml");
  unlinkSync(join(root, "gone.yaml"));
  const repository = await open(root);
  const tree = await repository.workingTree();
  expect([...tree.files.keys()]).toEqual([".gitignore", "changed.yaml", "clean.yaml", "new/file.yaml", "staged.yaml"]);
  expect(tree.files.get("changed.yaml")).toEqual({
    path: "changed.yaml",
    mode: "100644",
    blob: git(root, "hash-object", "changed.yaml"),
    size: 2,
  });
  expect(text(await tree.bytes("changed.yaml"))).toBe("22");
  expect(text(await tree.bytes("new/file.yaml"))).toBe("3");
  expect(tree).toMatchObject({ name: "working tree", commit: null });
  expect(await repository.dirty()).toBe(true);
});

test("a clean tree is the snapshot of its commit", async () => {
  const root = newRepository({ "b.yaml": "b", "a/c.yaml": "c", "a.yaml": "a", "a-b.yaml": "" });
  const repository = await open(root);
  const commit = (await repository.head()).commit ?? "";
  const [tree, head] = [await repository.workingTree(), await repository.snapshot(commit, "main@x")];
  expect([...tree.files.values()]).toEqual([...head.files.values()]);
  expect([...head.files.keys()]).toEqual(["a-b.yaml", "a.yaml", "a/c.yaml", "b.yaml"]);
  expect(head).toMatchObject({ name: "main@x", commit });
  expect(text(await head.bytes("a/c.yaml"))).toBe("c");
  expect(await repository.dirty()).toBe(false);
});

test("one look holds until it is forgotten", async () => {
  const root = newRepository();
  const repository = await open(root);
  await repository.workingTree();
  write(root, { "b.yaml": "" });
  expect(await repository.dirty()).toBe(false);
  repository.forget();
  expect(await repository.dirty()).toBe(true);
});

test("line endings, $Id$ and filters on disk do not reach the blob", async () => {
  const root = newRepository({});
  git(root, "config", "core.autocrlf", "true");
  git(root, "config", "filter.rot.clean", "tr a-z b-za");
  git(root, "config", "filter.rot.smudge", "tr b-za a-z");
  commit(root, {
    ".gitattributes": "id.yaml ident\nrot.yaml filter=rot\n",
    "crlf.yaml": "a: 1\nb: 2\n",
    "id.yaml": "$Id$\n",
    "rot.yaml": "abc\n",
  });
  rmSync(join(root, "crlf.yaml"));
  rmSync(join(root, "id.yaml"));
  git(root, "checkout", "--", ".");
  // Else the index cannot tell by its time stamp, and with filters off the file would count as changed.
  utimesSync(join(root, "rot.yaml"), 1, 1);
  git(root, "update-index", "--refresh");
  const repository = await open(root);
  const tree = await repository.workingTree();
  expect(text(await tree.bytes("crlf.yaml"))).toBe("a: 1\nb: 2\n");
  expect(text(await tree.bytes("id.yaml"))).toBe("$Id$\n");
  expect(text(await tree.bytes("rot.yaml"))).toBe("bcd\n");
});

test("a file changed behind the index's back is read from Git", async () => {
  const root = newRepository({ "a.yaml": "aaaa\n" });
  git(root, "update-index", "--assume-unchanged", "a.yaml");
  write(root, { "a.yaml": "evil\n" });
  const tree = await (await open(root)).workingTree();
  expect(text(await tree.bytes("a.yaml"))).toBe("aaaa\n");
});

test("a file touched but not changed is clean", async () => {
  const root = newRepository();
  utimesSync(join(root, "a.yaml"), 1, 1);
  expect(await (await open(root)).dirty()).toBe(false);
});

test("symlinks are not followed, executables and submodules named, folders in place of files seen", async () => {
  const root = newRepository({ "x.yaml": "1", "link.yaml": "1", "run.yaml": "1" });
  const other = newRepository();
  git(root, "submodule", "--quiet", "add", other, "sub");
  commit(root, {});
  rmSync(join(root, "x.yaml"));
  rmSync(join(root, "link.yaml"));
  chmodSync(join(root, "run.yaml"), 0o755);
  symlinkSync("/etc/passwd", join(root, "link.yaml"));
  symlinkSync("a\nb", join(root, "new-link"));
  write(root, { "x.yaml/inner.yaml": "2", "tool.sh": "#!" });
  chmodSync(join(root, "tool.sh"), 0o755);
  mkdirSync(join(root, "embedded"));
  git(join(root, "embedded"), "init", "--quiet");
  commit(join(root, "embedded"), { "hidden.yaml": "" });

  const repository = await open(root);
  const tree = await repository.workingTree();
  const modes = Object.fromEntries([...tree.files.values()].map(({ path, mode }) => [path, mode]));
  expect(modes).toEqual({
    ".gitmodules": "100644",
    embedded: "160000",
    "link.yaml": "120000",
    "new-link": "120000",
    "run.yaml": "100755",
    sub: "160000",
    "tool.sh": "100755",
    "x.yaml/inner.yaml": "100644",
  });
  expect(text(await tree.bytes("link.yaml"))).toBe("/etc/passwd");
  expect(text(await tree.bytes("new-link"))).toBe("a\nb");
  expect(await failureOf(tree.bytes("sub"))).toMatchObject({ code: "unreadable" });
  expect(await failureOf(tree.bytes("embedded"))).toMatchObject({ code: "unreadable" });
  const head = await repository.snapshot(git(root, "rev-parse", "HEAD"));
  expect(head.files.get("sub")).toMatchObject({ mode: "160000", size: 0 });
});

test("conflicts are read from disk", async () => {
  const root = newRepository({ "a.yaml": "0\n", "b.yaml": "0\n" });
  git(root, "switch", "--quiet", "-c", "side");
  commit(root, { "a.yaml": "1\n" });
  git(root, "switch", "--quiet", "main");
  commit(root, { "a.yaml": "2\n" });
  expect(() => git(root, "merge", "side")).toThrow();
  const tree = await (await open(root)).workingTree();
  expect([...tree.files.keys()]).toEqual(["a.yaml", "b.yaml"]);
  expect(text(await tree.bytes("a.yaml"))).toContain("<<<<<<<");
});

test("odd names are kept, and names that are not UTF-8 are told apart", async () => {
  const root = newRepository({});
  const odd = ["a b.yaml", 'q"uote.yaml', "new\nline.yaml", "tab\t.yaml", "-dash.yaml", "ünï😀.yaml"];
  const raw = [Buffer.from([0x61, 0xff]), Buffer.from([0x61, 0xfe])];
  write(root, Object.fromEntries(odd.map((path) => [path, path])));
  for (const name of raw) writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), name);
  const repository = await open(root);
  const before = await repository.workingTree();
  const paths = [...before.files.keys()].sort();
  expect(paths).toEqual([...odd, "a\udcff", "a\udcfe"].sort());
  const id = commit(root, {});
  repository.forget();
  for (const tree of [before, await repository.workingTree(), await repository.snapshot(id)]) {
    expect([...tree.files.keys()].sort()).toEqual(paths);
    expect(Buffer.from(await tree.bytes("a\udcff"))).toEqual(raw[0]);
    expect(text(await tree.bytes("new\nline.yaml"))).toBe("new\nline.yaml");
  }
});

test("a huge file is named without being held; reading it is refused", async () => {
  const root = newRepository();
  write(root, { "huge.yaml": "" });
  truncateSync(join(root, "huge.yaml"), 65 * 1024 * 1024);
  const repository = await open(root);
  const tree = await repository.workingTree();
  expect(tree.files.get("huge.yaml")?.blob).toBe(git(root, "hash-object", "huge.yaml"));
  expect(await failureOf(tree.bytes("huge.yaml"))).toMatchObject({ code: "too-large" });
  const head = await repository.snapshot(commit(root, {}));
  expect(await failureOf(head.bytes("huge.yaml"))).toMatchObject({ code: "too-large" });
  expect(text(await head.bytes("a.yaml"))).toBe("a: 1\n");
});

test("a changed file that changes again is not passed off as the first", async () => {
  const root = newRepository();
  write(root, { "b.yaml": "1" });
  const tree = await (await open(root)).workingTree();
  write(root, { "b.yaml": "2" });
  expect(await failureOf(tree.bytes("b.yaml"))).toMatchObject({ code: "changed-meanwhile" });
});

test("many blobs at once come back in order", async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}.yaml`, "x".repeat(i * 37)]));
  const root = newRepository(files);
  const head = await (await open(root)).snapshot(git(root, "rev-parse", "HEAD"));
  const bytes = await Promise.all(Object.keys(files).map((path) => head.bytes(path)));
  expect(bytes.map(text)).toEqual(Object.values(files));
});
