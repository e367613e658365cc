// A planted program leaves a mark when it runs. None may, whatever is asked of a repository.

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSigner } from "../../src/repo/signer.ts";
import { applyChange } from "../../src/repo/write.ts";
import { commit, environment, failureOf, git, newFolder, newRepository, open, text, write } from "./sandbox.ts";

/** A program that leaves a mark and then passes its input on. */
function plant(): { program: string; marks: () => string[] } {
  const folder = newFolder();
  const program = join(folder, "planted");
  writeFileSync(program, `#!/bin/sh\ntouch "${folder}/mark.$$"\ncat\n`, { mode: 0o755 });
  return { program, marks: () => readdirSync(folder).filter((name) => name.startsWith("mark")) };
}

async function askEverything(root: string, folder = root): Promise<void> {
  const repository = await open(folder);
  const head = (await repository.head()).commit ?? "";
  await repository.resolve("main");
  await repository.resolve(head);
  for (const snapshot of [await repository.snapshot(head), await repository.workingTree()])
    for (const path of snapshot.files.keys()) await snapshot.bytes(path).catch(() => {});
  await repository.dirty();
  const [parent = head] = await repository.parents(head);
  await repository.mergeBase(parent, head);
  await repository.isAncestor(parent, head);
  await repository.firstParentHistory(head);
  await repository.branches("");
  await repository.remoteHead();
  await repository.setConfig("kwanus.base", "x");
  const files = [{ path: "a.yaml", content: Buffer.from("b: 2\n") }];
  const recorder = { sign: async () => "armour", identity: { name: "ada", email: "a@example.org" }, now: new Date(0) };
  await applyChange(repository, { files, destination: { to: "working-tree" } }, recorder);
  const destination = {
    to: "branch",
    branch: "vote/1",
    expect: null,
    parent: head,
    message: "vote",
    signed: true,
  } as const;
  await applyChange(repository, { files, destination }, recorder);
  await findSigner(repository).catch(() => {});
}

test("hooks, filters, fsmonitor, textconv, pagers, gpg and aliases of a repository do not run", async () => {
  const { program, marks } = plant();
  const root = newRepository({
    "a.yaml": "a: 1\n",
    ".gitattributes": "* diff=evil merge=evil filter=evil\nb.yaml filter=a=b\nc.yaml filter=Evil.two\n",
  });
  commit(root, { "b.yaml": "b\n", "c.yaml": "c\n" });
  git(root, "branch", "--quiet", "other", "HEAD~1");
  for (const hook of [
    "reference-transaction",
    "post-index-change",
    "pre-commit",
    "post-commit",
    "fsmonitor-watchman",
    "pre-auto-gc",
  ])
    cpSync(program, join(root, ".git/hooks", hook));
  for (const filter of ["evil", "a=b", "Evil.two"])
    for (const name of ["clean", "smudge", "process"]) git(root, "config", `filter.${filter}.${name}`, program);
  git(root, "config", "filter.evil.required", "true");
  for (const key of ["core.fsmonitor", "diff.evil.textconv", "diff.evil.command", "diff.external", "merge.evil.driver"])
    git(root, "config", key, program);
  for (const key of [
    "core.pager",
    "pager.config",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "gpg.program",
    "gpg.ssh.program",
  ])
    git(root, "config", key, program);
  for (const key of ["status", "cat-file", "ls-tree", "config", "for-each-ref"])
    git(root, "config", `alias.${key}`, `!${program}`);
  git(root, "config", "log.showSignature", "true");
  git(root, "config", "gpg.format", "ssh");
  git(root, "config", "user.signingkey", "key::ssh-ed25519 AAAA");
  // Same length, so that only a look at the content can tell: that look would run the clean filter.
  for (const name of ["a.yaml", "b.yaml", "c.yaml"]) write(root, { [name]: name === "a.yaml" ? "a: 2\n" : "x\n" });
  for (const mark of marks()) unlinkSync(join(program, "..", mark));

  await askEverything(root);
  expect(marks()).toEqual([]);

  // The plant works: Git by itself runs it.
  try {
    git(root, "status");
  } catch {}
  expect(marks()).not.toEqual([]);
});

test("a bare repository inside a clone is content, also when kwanus starts in it", async () => {
  const { program, marks } = plant();
  const root = newRepository();
  const bare = join(root, "bare");
  mkdirSync(bare);
  git(bare, "init", "--quiet", "--bare");
  git(bare, "config", "core.fsmonitor", program);
  git(bare, "config", "core.bare", "false");
  git(bare, "config", "core.worktree", root);
  writeFileSync(join(bare, "x"), "");
  commit(root, {});
  for (const mark of marks()) unlinkSync(join(program, "..", mark));
  await askEverything(root, bare);
  expect((await open(bare)).root).toBe(root);
  expect(marks()).toEqual([]);
  git(bare, "status");
  expect(marks()).not.toEqual([]);
});

test("an embedded repository and a submodule are not entered", async () => {
  const { program, marks } = plant();
  const root = newRepository();
  git(
    root,
    "submodule",
    "--quiet",
    "add",
    newRepository({ "a.yaml": "a: 1\n", ".gitattributes": "* filter=inner\n" }),
    "sub",
  );
  commit(root, {});
  git(join(root, "sub"), "config", "filter.inner.clean", program);
  write(root, { "sub/a.yaml": "a: 2\n" });
  const embedded = newRepository();
  cpSync(embedded, join(root, "embedded"), { recursive: true });
  for (const inner of ["sub", "embedded"]) git(join(root, inner), "config", "core.fsmonitor", program);
  await askEverything(root);
  expect(marks()).toEqual([]);
  git(root, "-c", "core.fsmonitor=", "status");
  expect(marks()).not.toEqual([]);
});

test("a git in the repository's folder is not the one that is run", async () => {
  const { program, marks } = plant();
  const root = newRepository();
  cpSync(program, join(root, "git"));
  chmodSync(join(root, "git"), 0o755);
  const repository = await open(root, { PATH: `.:${environment.PATH}` });
  expect(await repository.dirty()).toBe(true);
  expect(marks()).toEqual([]);
});

test("replacements, grafts and a planted tag named like a ref are ignored", async () => {
  const root = newRepository();
  const first = git(root, "rev-parse", "HEAD");
  const second = commit(root, { "a.yaml": "a: 2\n" });
  const third = commit(root, { "a.yaml": "a: 3\n" });
  git(root, "replace", second, first);
  git(root, "replace", git(root, "rev-parse", `${third}:a.yaml`), git(root, "rev-parse", `${first}:a.yaml`));
  writeFileSync(join(root, ".git/info/grafts"), `${third} ${first}\n`);
  git(root, "tag", "refs/heads/absent", first);
  const repository = await open(root);
  expect((await repository.firstParentHistory(third)).map(({ id }) => id)).toEqual([first, second, third]);
  expect(await repository.parents(third)).toEqual([second]);
  expect(text(await (await repository.snapshot(third)).bytes("a.yaml"))).toBe("a: 3\n");
  expect(await repository.isAncestor(second, third)).toBe(true);
  expect(await repository.resolve("refs/heads/absent")).toBeNull();
});

test("a filter that cannot be switched off by name stops everything", async () => {
  const root = newRepository();
  const config = Buffer.from('[filter "\u00ff"]\n\tclean = cat\n', "latin1");
  writeFileSync(join(root, ".git/config"), config, { flag: "a" });
  expect(await failureOf(open(root))).toMatchObject({ code: "unreadable-filter" });
  expect(existsSync(root)).toBe(true);
});
