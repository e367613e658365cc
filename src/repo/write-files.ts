// Files into the working tree, all or none. Synchronous throughout, so that no signal finds it half-way.

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FileChange } from "../change.ts";
import { Failure } from "../failure.ts";
import { unsafePath } from "./paths.ts";

/**
 * Writes and deletes files below `root`. Each new content is complete beside its place before the first one is renamed;
 * what fails undoes everything, created folders included. Permissions of replaced files stay.
 * @throws Failure (refused) `unsafe-path` for a symlink or folder in the way; `cannot-write`.
 */
export function writeFiles(root: string, files: readonly FileChange[]): void {
  const undo: (() => void)[] = [];
  const tidy: (() => void)[] = [];
  try {
    const renames = files.map((file) => stage(root, file, undo, tidy));
    for (const rename of renames) rename();
  } catch (error) {
    for (const step of undo.reverse()) attempt(step);
    if (error instanceof Failure) throw error;
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure(
      "noVerdict",
      "cannot-write",
      `nothing was written: ${code} at ${path ?? message}`,
      "Check that the folder is yours to write to and the disk has room.",
    );
  } finally {
    for (const step of tidy) attempt(step);
  }
}

/** Prepares one file beside its place. Returns the rename that makes it true. */
function stage(root: string, { path, content }: FileChange, undo: (() => void)[], tidy: (() => void)[]): () => void {
  const target = join(root, path);
  const beside = (suffix: string) =>
    join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.${suffix}`);
  makeFolders(root, path, content !== null, undo);
  const old = lstatSync(target, { throwIfNoEntry: false });
  if (old !== undefined && !old.isFile()) throw unsafePath(path, "a symlink, folder or device is in its place");

  const backup = beside("old");
  if (old !== undefined) {
    tidy.push(() => rmSync(backup, { force: true }));
    copyFileSync(target, backup, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
  if (content === null)
    return () => {
      if (old === undefined) return;
      rmSync(target);
      undo.push(() => renameSync(backup, target));
    };

  const fresh = beside("new");
  // Before the folders made for it are removed, so not left to the end.
  undo.push(() => rmSync(fresh, { force: true }));
  writeFileSync(fresh, content, { flag: "wx" });
  if (old !== undefined) chmodSync(fresh, old.mode & 0o7777);
  return () => {
    renameSync(fresh, target);
    undo.push(() => (old === undefined ? rmSync(target, { force: true }) : renameSync(backup, target)));
  };
}

/** Walks down to the file's folder, which nothing may lead out of the root, and makes what is missing. */
function makeFolders(root: string, path: string, make: boolean, undo: (() => void)[]): void {
  let folder = root;
  for (const part of path.split("/").slice(0, -1)) {
    folder = join(folder, part);
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat?.isDirectory()) continue;
    if (stat !== undefined) throw unsafePath(path, `${part} is not a folder`);
    if (!make) return;
    const made = folder;
    mkdirSync(made);
    undo.push(() => rmdirSync(made));
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The first failure is the one to report.
  }
}
