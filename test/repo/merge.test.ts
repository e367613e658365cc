import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formerVersion, mergeFiles } from "../../src/repo/merge.ts";
import { commit, failureOf, git, newFolder, newRepository, open, text } from "./sandbox.ts";

const digest = (content: string) => `sha256:${createHash("sha256").update(content).digest("hex")}`;
const lines = (...words: string[]) => Buffer.from(words.map((word) => `${word}\n`).join(""));

test("edits in different places merge; the same place and bytes that are no text do not", async () => {
  const repository = await open(newRepository());
  const base = lines("a", "b", "c", "d", "e", "f", "g");
  const merged = await mergeFiles(
    repository,
    lines("A", "b", "c", "d", "e", "f", "g"),
    base,
    lines("a", "b", "c", "d", "e", "f", "G"),
  );
  expect(text(merged ?? Buffer.from(""))).toBe("A\nb\nc\nd\ne\nf\nG\n");
  expect(await mergeFiles(repository, lines("x"), lines("y"), lines("z"))).toBeNull();
  expect(await mergeFiles(repository, Buffer.from("a\0b"), Buffer.from("a\0c"), Buffer.from("a\0d"))).toBeNull();
});

test("a merge driver of the repository does not run", async () => {
  const root = newRepository({ ".gitattributes": "* merge=evil\n" });
  const mark = join(newFolder(), "mark");
  git(root, "config", "merge.evil.driver", `touch ${mark}`);
  git(root, "config", "merge.default", "evil");
  await mergeFiles(await open(root), lines("x"), lines("y"), lines("z"));
  expect(() => writeFileSync(mark, "", { flag: "wx" })).not.toThrow();
});

test("a former version is found in history and on other branches, by its path only", async () => {
  const root = newRepository({ "a.yaml": "1\n", "b.yaml": "b\n" });
  commit(root, { "a.yaml": "2\n" });
  git(root, "switch", "--quiet", "-c", "side");
  commit(root, { "a.yaml": "3\n" });
  git(root, "switch", "--quiet", "main");
  const repository = await open(root);
  for (const content of ["1\n", "2\n", "3\n"])
    expect(text((await formerVersion(repository, "a.yaml", digest(content))) ?? Buffer.of())).toBe(content);
  expect(await formerVersion(repository, "a.yaml", digest("b\n"))).toBeNull();
  expect(await formerVersion(repository, "*.yaml", digest("1\n"))).toBeNull();
  const clone = `${newFolder()}/clone`;
  git(root, "clone", "--quiet", "--depth=1", `file://${root}`, clone);
  expect(await failureOf(formerVersion(await open(clone), "a.yaml", digest("1\n")))).toMatchObject({
    code: "shallow-history",
  });
});
