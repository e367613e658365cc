// What two trees hold differently, read from the tree objects themselves: folders with one id are not looked into.

import type { FileMode } from "../snapshot.ts";
import { textOfName } from "./path-text.ts";
import { fileMode, hasImpossibleName, mostNames, tooManyNames } from "./tree.ts";

/** A file as a tree names it. */
export interface TreeFile {
  readonly mode: FileMode;
  /** Object id of its content. */
  readonly blob: string;
}

/** One path that differs. Null on the side that has no such file. */
export interface TreeChange {
  readonly path: string;
  readonly before: TreeFile | null;
  readonly after: TreeFile | null;
}

/** A tree by its id, null where it is none that Git would write. @throws Error where it is missing */
export type TreeReader = (id: string) => Promise<Tree | null>;

/**
 * The files in which two trees differ, in no order, or null where a tree keeps not to Git's own order of names: such a tree
 * may hold a name twice, and `git ls-tree` is asked instead.
 * @param before id of a tree, or null for an empty one
 * @throws Failure (refused) `too-many-files`
 */
export async function diffTrees(
  before: string | null,
  after: string | null,
  read: TreeReader,
): Promise<TreeChange[] | null> {
  const changes: TreeChange[] = [];
  let open: [folder: string, before: string | null, after: string | null][] = [["", before, after]];
  let folders = 0;
  while (open.length > 0) {
    folders += open.length;
    // All folders of one depth are asked for at once.
    const pairs = await Promise.all(
      open.map(async ([folder, old, now]) => ({
        folder,
        trees: await Promise.all([old, now].map((id) => (id === null ? nothing : read(id)))),
      })),
    );
    open = [];
    for (const { folder, trees } of pairs) {
      const [old, now] = trees;
      if (!old || !now) return null;
      for (const name of new Set([...old.folders.keys(), ...now.folders.keys()])) {
        const [was, is] = [old.folders.get(name) ?? null, now.folders.get(name) ?? null];
        if (was !== is) open.push([`${folder}${name}/`, was, is]);
      }
      if (folders + open.length + changes.length > mostNames) throw tooManyNames();
      for (const name of new Set([...old.files.keys(), ...now.files.keys()])) {
        const [was, is] = [old.files.get(name) ?? null, now.files.get(name) ?? null];
        if (was?.blob !== is?.blob || was?.mode !== is?.mode)
          changes.push({ path: `${folder}${name}`, before: was, after: is });
      }
    }
  }
  return changes;
}

export interface Tree {
  /** Object id by name. */
  readonly folders: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, TreeFile>;
}

const nothing: Tree = { folders: new Map(), files: new Map() };

/**
 * Modes that Git has ever written. Of any other Git makes what its first digits say, a folder of `40755` for example: read
 * as a file, everything in it would be hidden.
 */
const modes = /^(?:40000|100644|100664|100755|120000|160000)$/;

/**
 * Reads `<mode> SP <name> NUL <20 bytes>` for each entry; null where names are not strictly ascending, or no names, and for
 * modes that Git does not write.
 */
export function parseTree(bytes: Uint8Array): Tree | null {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const folders = new Map<string, string>();
  const files = new Map<string, TreeFile>();
  let last: Buffer | null = null;
  for (let at = 0; at < raw.length; ) {
    const space = raw.indexOf(0x20, at);
    const end = raw.indexOf(0, space);
    if (space < 0 || end < 0 || end + 21 > raw.length) return null;
    const mode = raw.toString("latin1", at, space);
    const name = raw.subarray(space + 1, end);
    const id = raw.toString("hex", end + 1, end + 21);
    at = end + 21;
    const isFolder = mode === "40000";
    // Git sorts a folder as if its name ended in a slash.
    const sorted: Buffer = isFolder ? Buffer.concat([name, slash]) : name;
    if (!modes.test(mode) || name.length === 0 || name.includes(0x2f)) return null;
    if (last !== null && Buffer.compare(last, sorted) >= 0) return null;
    last = sorted;
    const text = textOfName(name);
    if (files.has(text) || hasImpossibleName(text)) return null;
    if (isFolder) folders.set(text, id);
    else files.set(text, { mode: fileMode(mode), blob: id });
  }
  return { folders, files };
}

const slash = Buffer.from("/");
