// The files of commits, one after another: what did not change since a commit read before is not read again.

import { byBytes, type FileEntry } from "../snapshot.ts";
import type { Git } from "./git.ts";
import type { Objects, Sizes } from "./objects.ts";
import { readTree } from "./tree.ts";
import { diffTrees, parseTree, type Tree, type TreeChange, type TreeReader } from "./tree-diff.ts";

export interface Trees {
  /** Every file of a commit, in byte order. @throws where an object is missing */
  files(commit: string): Promise<ReadonlyMap<string, FileEntry>>;
  /** The files in which two commits differ, in no order; `before` null for the time before the first. @throws likewise */
  changes(before: string | null, after: string): Promise<readonly TreeChange[]>;
  close(): void;
}

export interface TreesInputs {
  readonly git: Git;
  readonly objects: Objects;
  readonly sizes: Sizes;
  /** In a partial clone sizes cannot be asked for one by one: an absent object would end Git. */
  readonly partial: boolean;
  /** Id of a commit's tree. */
  readonly treeOf: (commit: string) => Promise<string>;
}

/** A replay holds two revisions at a time, other commands three. */
const kept = 4;
/** Folders remembered: those of one commit are half of what the next is compared with. */
const folders = 64;

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Opens nothing yet. */
export function openTrees({ git, objects, sizes, partial, treeOf }: TreesInputs): Trees {
  const known = new Map<string, Promise<ReadonlyMap<string, FileEntry>>>();
  let last: { readonly tree: string; readonly files: ReadonlyMap<string, FileEntry> } | null = null;

  const parsed = new Map<string, Tree | null>();
  const read: TreeReader = async (id) => {
    const seen = parsed.get(id);
    if (seen !== undefined) return seen;
    const object = await objects.read(id);
    if (object?.type !== "tree") throw new Error(`tree ${id} is missing`);
    const tree = parseTree(object.bytes);
    parsed.set(id, tree);
    dropOldest(parsed, folders);
    return tree;
  };
  const listed = async (commit: string): Promise<ReadonlyMap<string, FileEntry>> => {
    const tree = await treeOf(commit);
    const from = last;
    const changes = from === null || partial ? null : await diffTrees(from.tree, tree, read);
    const next =
      from === null || changes === null
        ? await readTree(git, commit, partial)
        : await changed(from.files, changes, sizes);
    last = { tree, files: next };
    return next;
  };
  return {
    files(commit) {
      const reading = known.get(commit) ?? listed(commit);
      known.delete(commit);
      known.set(commit, reading);
      dropOldest(known, kept);
      return reading;
    },
    async changes(before, after) {
      const [old, now] = await Promise.all([before === null ? null : treeOf(before), treeOf(after)]);
      const changes = await diffTrees(old, now, read);
      if (changes !== null) return changes;
      const [was, is] = await Promise.all([
        before === null ? new Map<string, FileEntry>() : readTree(git, before, partial),
        readTree(git, after, partial),
      ]);
      return [...new Set([...was.keys(), ...is.keys()])]
        .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
        .filter((change) => change.before?.blob !== change.after?.blob || change.before?.mode !== change.after?.mode);
    },
    close: () => sizes.close(),
  };
}

/** The files with changes made to them; entries that did not change are the very same objects. */
async function changed(
  files: ReadonlyMap<string, FileEntry>,
  changes: readonly TreeChange[],
  sizes: Sizes,
): Promise<ReadonlyMap<string, FileEntry>> {
  if (changes.length === 0) return files;
  const entries = await Promise.all(changes.map((change) => entryOf(change, sizes)));
  const next = new Map(files);
  const added: FileEntry[] = [];
  for (const [at, { path, before }] of changes.entries()) {
    const entry = entries[at] ?? null;
    if (entry === null) next.delete(path);
    // Setting what is there keeps its place.
    else if (before !== null) next.set(path, entry);
    else added.push(entry);
  }
  return added.length === 0 ? next : merged(next, added);
}

async function entryOf({ path, after }: TreeChange, sizes: Sizes): Promise<FileEntry | null> {
  if (after === null) return null;
  const size = after.mode === "160000" ? 0 : await sizes.read(after.blob);
  if (size === null) throw new Error(`${path} is missing`);
  return { path, mode: after.mode, blob: after.blob, size };
}

/** Both in byte order. */
function merged(files: ReadonlyMap<string, FileEntry>, added: readonly FileEntry[]): Map<string, FileEntry> {
  const waiting = [...added].sort((a, b) => byBytes(b.path, a.path));
  const all = new Map<string, FileEntry>();
  const addBefore = (path: string | null) => {
    for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
      if (path !== null && byBytes(next.path, path) > 0) return;
      all.set(next.path, next);
      waiting.pop();
    }
  };
  for (const [path, entry] of files) {
    addBefore(path);
    all.set(path, entry);
  }
  addBefore(null);
  return all;
}
