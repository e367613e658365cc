// The working tree as a snapshot: Git's blobs where the index says clean, the bytes on disk where it does not.

import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from "node:fs";
import { Failure } from "../failure.ts";
import { byBytes, type FileEntry } from "../snapshot.ts";
import { configValue } from "./config.ts";
import type { Git } from "./git.ts";
import { largestObject, tooLarge } from "./objects.ts";
import { diskPath, records } from "./path-text.ts";
import { fileMode, localSizes, sizesOf } from "./tree.ts";

export interface WorkingTree {
  readonly files: ReadonlyMap<string, FileEntry>;
  /** Paths whose bytes are on disk only. */
  readonly onDisk: ReadonlySet<string>;
  /** True where anything differs from HEAD: changed, staged, deleted, untracked. */
  readonly dirty: boolean;
}

interface Status {
  /** Paths whose content on disk is not what the index holds: read, or found to be gone. */
  readonly changed: readonly string[];
  /** Repositories inside the working tree that no commit names. */
  readonly embedded: readonly string[];
  readonly dirty: boolean;
}

/** Submodules are not entered: their configuration would be obeyed. */
export const statusCommand = [
  "status",
  "--porcelain=v2",
  "-z",
  "--untracked-files=all",
  "--no-renames",
  "--ignore-submodules=all",
];

/** What `git status` says. */
export async function readStatus(git: Git): Promise<Status> {
  const lines = records(await git.bytes(statusCommand)).filter((line) => !line.startsWith("#"));
  const changed: string[] = [];
  const embedded: string[] = [];
  for (const line of lines) {
    const kind = line[0];
    if (kind === "?" && line.endsWith("/")) embedded.push(line.slice(2, -1));
    else if (kind === "?") changed.push(line.slice(2));
    // u XY sub m1 m2 m3 mW h1 h2 h3 path
    else if (kind === "u") changed.push(afterFields(line, 10));
    // 1 XY sub mH mI mW hH hI path; Y is the working tree against the index
    else if (line[3] !== ".") changed.push(afterFields(line, 8));
  }
  return { changed, embedded, dirty: lines.length > 0 };
}

/**
 * The files as `git add --all` would find them. Symlinks are never followed. An embedded repository is a submodule
 * without a commit (id of zeros). Bytes of changed files are taken as they are, without filters or line ending rules.
 * @param known what `readStatus` said already
 * @throws Failure `unreadable` for a changed file that cannot be read.
 */
export async function readWorkingTree(
  git: Git,
  root: string,
  partial: boolean,
  known: Promise<Status> | null,
): Promise<WorkingTree> {
  const [status, index] = await Promise.all([known ?? readStatus(git), readIndex(git, partial)]);
  const changed = new Set(status.changed);
  const clean = index.filter(({ path }) => !changed.has(path));

  const executable = configValue(git.config, "core.fileMode", ["global", "local", "worktree"]) !== "false";
  const files = new Map<string, FileEntry>();
  const onDisk = new Set<string>();
  const found = [...changed].flatMap((path) => entryOnDisk(root, path, executable) ?? []);
  for (const { path } of found) onDisk.add(path);
  for (const path of status.embedded) found.push({ path, mode: "160000", blob: "0".repeat(40), size: 0 });
  const all = found.length === 0 ? clean : [...clean, ...found].sort((a, b) => byBytes(a.path, b.path));
  for (const entry of all) files.set(entry.path, entry);
  return { files, onDisk, dirty: status.dirty };
}

/** What the index holds. A path in conflict is there several times; status calls it changed. */
async function readIndex(git: Git, partial: boolean): Promise<FileEntry[]> {
  const staged = records(await git.bytes(["ls-files", "-s", "-z"])).map((record) => {
    const tab = record.indexOf("\t");
    const [mode = "", blob = ""] = record.slice(0, tab).split(" ");
    return { path: record.slice(tab + 1), mode: fileMode(mode), blob };
  });
  const blobs = new Set(staged.filter(({ mode }) => mode !== "160000").map(({ blob }) => blob));
  const sizes = partial ? await localSizes(git) : await sizesOf(git, blobs);
  return staged.map((entry) => ({ ...entry, size: sizes.get(entry.blob) ?? 0 }));
}

/**
 * The bytes on disk if they are exactly a file's blob, otherwise null: line endings, `$Id$` and filters make them
 * differ, and only the blob counts.
 */
export function bytesOnDisk(root: string, { path, mode, blob, size }: FileEntry): Uint8Array | null {
  if (size > largestObject) return null;
  try {
    if (mode === "120000") {
      const target = readlinkSync(diskPath(root, path), "buffer");
      return blobId(target) === blob ? target : null;
    }
    return withFile(diskPath(root, path), (file, length) => {
      if (length !== size) return null;
      const bytes = readBlock(file, Buffer.allocUnsafe(size));
      return blobId(bytes) === blob ? bytes : null;
    });
  } catch {
    return null;
  }
}

/** Git's id of a blob with this content. */
function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** A changed file, or null where it is gone or nothing Git would record. */
function entryOnDisk(root: string, path: string, executable: boolean): FileEntry | null {
  const place = diskPath(root, path);
  try {
    const stat = lstatSync(place);
    if (stat.isSymbolicLink()) {
      const target = readlinkSync(place, "buffer");
      return { path, mode: "120000", blob: blobId(target), size: target.length };
    }
    if (!stat.isFile()) return null;
    const mode = executable && stat.mode & constants.S_IXUSR ? "100755" : "100644";
    return withFile(place, (file, size) => ({ path, mode, blob: streamedId(file, size), size }));
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new Failure(
      "noVerdict",
      "unreadable",
      `${path} cannot be read: ${code}`,
      "Make it readable (chmod u+r), or list it in .gitignore.",
    );
  }
}

// A file of any length is identified in bounded memory.
function streamedId(file: number, size: number): string {
  const hash = createHash("sha1").update(`blob ${size}\0`);
  const block = Buffer.allocUnsafe(Math.min(size, 1024 * 1024));
  let left = size;
  while (left > 0) {
    const part = readBlock(file, block.subarray(0, Math.min(left, block.length)));
    if (part.length === 0) break;
    hash.update(part);
    left -= part.length;
  }
  return hash.digest("hex");
}

function withFile<T>(place: string | Buffer, use: (file: number, size: number) => T): T {
  const file = openSync(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    return use(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function readBlock(file: number, block: Buffer): Buffer {
  let read = 0;
  while (read < block.length) {
    const count = readSync(file, block, read, block.length - read, null);
    if (count === 0) break;
    read += count;
  }
  return block.subarray(0, read);
}

function afterFields(line: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count; i++) at = line.indexOf(" ", at) + 1;
  return line.slice(at);
}

/** The failure of a file whose content is no longer what the snapshot was taken from. */
export function changedMeanwhile({ path, size }: FileEntry): Failure {
  if (size > largestObject) return tooLarge(path, size);
  return new Failure(
    "noVerdict",
    "changed-meanwhile",
    `${path} changed while it was being read`,
    "Run the command again.",
  );
}
