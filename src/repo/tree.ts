// The files of one commit.

import { Failure } from "../failure.ts";
import type { FileEntry, FileMode } from "../snapshot.ts";
import type { Git } from "./git.ts";
import { compareNames, records } from "./path-text.ts";

/**
 * Files and folders that are looked at to compare two trees, or of one listing. A few small objects can name each other so
 * that they stand for more than any machine holds.
 */
export const mostNames = 500_000;

/** What is said of a commit that goes beyond that: people who judge a landing read no such one either. */
export function tooManyNames(): Failure {
  return new Failure(
    "refused",
    "too-many-files",
    `a commit holds or changes more than ${mostNames} files and folders`,
    "Nobody can review that. Land it in parts, or keep it elsewhere.",
  );
}

/** Bytes of a listing at most: its paths alone would not fit into memory. */
const longestListing = 64 * 1024 * 1024;

/**
 * Every file of a commit, in byte order. In a partial clone sizes come from the objects that are here, 0 for the
 * others: asking for the size of an absent object would end Git.
 * @throws Failure `git-failed` where a tree is missing; (refused) `too-many-files`, `malformed-tree` for one that two readers read in two ways.
 */
export async function readTree(git: Git, commit: string, partial: boolean): Promise<Map<string, FileEntry>> {
  const [listing, sizes] = await Promise.all([
    git.bytes(["ls-tree", "-r", "-z", "--full-tree", ...(partial ? [] : ["-l"]), commit], {
      most: longestListing,
      tooMuch: tooManyNames,
    }),
    partial ? localSizes(git) : null,
  ]);
  const files = new Map<string, FileEntry>();
  let last = "";
  let folder = "";
  for (const record of records(listing)) {
    const tab = record.indexOf("\t");
    const [mode = "", , blob = "", size = "0"] = record.slice(0, tab).split(/ +/);
    const path = record.slice(tab + 1);
    // Where a name stands twice, `git show` takes the first and a listing ends with the last; where names are out of order,
    // a lookup passes some by. Git's own commands make no such tree, and what cannot be checked out is nobody's file.
    if ((last !== "" && compareNames(last, path) >= 0) || hasImpossibleName(path)) throw malformed(commit, path);
    const place = path.slice(0, path.lastIndexOf("/") + 1);
    if (place !== folder) for (const parent of parentsOf(place)) if (files.has(parent)) throw malformed(commit, parent);
    last = path;
    folder = place;
    files.set(path, { path, mode: fileMode(mode), blob, size: sizes?.get(blob) ?? (Number(size) || 0) });
  }
  return files;
}

/** True for a path that Git lists and never checks out: with an empty name, `.`, `..` or `.git` among its names. */
export function hasImpossibleName(path: string): boolean {
  return /(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i.test(path);
}

/** `a/b/` → `a`, `a/b`. */
function parentsOf(place: string): string[] {
  return [...place.matchAll(/\//g)].map(({ index }) => place.slice(0, index));
}

function malformed(commit: string, path: string): Failure {
  return new Failure(
    "refused",
    "malformed-tree",
    `commit ${commit} holds ${JSON.stringify(path)} twice, out of order, or under a name that no checkout can have, so it can be read in two ways`,
    "Git's own commands make no such commit, and it must not land: git fsck names the folder.",
  );
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
