// Trees compared by their objects: what Git itself would never write must not be read in another way than Git reads it.

import { describe, expect, it } from "vitest";
import { diffTrees, parseTree, type Tree } from "../../src/repo/tree-diff.ts";

const entry = (mode: string, name: string) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.alloc(20, 7)]);

describe("a tree", () => {
  it.each(["40000", "100644", "100664", "100755", "120000", "160000"])("is read with entries of mode %s", (mode) => {
    expect(parseTree(entry(mode, "a"))).not.toBeNull();
  });

  it.each(["40755", "40001", "040000", "10644", "120755", "160755", "140000", "100600", "644"])(
    "is left to Git where an entry has mode %s",
    (mode) => expect(parseTree(entry(mode, "a"))).toBeNull(),
  );
});

it("trees that stand for more files than any machine holds are refused before they are", async () => {
  let reads = 0;
  const read = async (id: string): Promise<Tree> => {
    reads++;
    // Twenty levels of ten folders each, all of a level the same.
    const folders = new Map([..."abcdefghij"].map((name) => [name, `${Number(id) + 1}`]));
    return Number(id) === 20 ? { folders: new Map(), files: new Map() } : { folders, files: new Map() };
  };
  await expect(diffTrees(null, "0", read)).rejects.toMatchObject({ code: "too-many-files", exit: 1 });
  expect(reads).toBeLessThan(200_000);
});
