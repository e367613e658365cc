// The files of one commit.

import type { FileEntry, FileMode } from "../snapshot.ts";
import type { Git } from "./git.ts";
import { records } from "./path-text.ts";

/**
 * Every file of a commit, in byte order. In a partial clone sizes come from the objects that are here, 0 for the
 * others: asking for the size of an absent object would end Git.
 * @throws Failure `git-failed` where a tree is missing.
 */
export async function readTree(git: Git, commit: string, partial: boolean): Promise<Map<string, FileEntry>> {
  const [listing, sizes] = await Promise.all([
    git.bytes(["ls-tree", "-r", "-z", "--full-tree", ...(partial ? [] : ["-l"]), commit]),
    partial ? localSizes(git) : null,
  ]);
  const files = new Map<string, FileEntry>();
  for (const record of records(listing)) {
    const tab = record.indexOf("\t");
    const [mode = "", , blob = "", size = "0"] = record.slice(0, tab).split(/ +/);
    const path = record.slice(tab + 1);
    files.set(path, { path, mode: fileMode(mode), blob, size: sizes?.get(blob) ?? (Number(size) || 0) });
  }
  return files;
}

/** Sizes in bytes of all objects in this clone, by id. Never fetches. */
export async function localSizes(git: Git): Promise<Map<string, number>> {
  return sizesIn(
    await git.bytes(["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname) %(objectsize)"]),
  );
}

/** Sizes in bytes of some blobs, by id. */
export async function sizesOf(git: Git, blobs: Iterable<string>): Promise<Map<string, number>> {
  const stdin = [...blobs].map((blob) => `${blob}\n`).join("");
  if (stdin === "") return new Map();
  return sizesIn(await git.bytes(["cat-file", "--buffer", "--batch-check=%(objectname) %(objectsize)"], { stdin }));
}

function sizesIn(output: Buffer): Map<string, number> {
  const lines = output.toString("latin1").split("\n");
  return new Map(lines.map((line) => [line.slice(0, 40), Number(line.slice(41)) || 0]));
}

/** One of Git's four modes; old repositories hold others, `100664` for example. */
export function fileMode(mode: string): FileMode {
  if (mode === "120000" || mode === "160000") return mode;
  return Number.parseInt(mode, 8) & 0o100 ? "100755" : "100644";
}
