// Finds the repository a folder belongs to without starting Git, which would obey a planted bare repository on the way.

import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../failure.ts";

export interface Place {
  /** Top of the working tree, absolute, symlinks resolved. */
  readonly root: string;
  /** The Git directory of this working tree: `.git`, or below another repository's for a worktree or submodule. */
  readonly gitDir: string;
  /** Where refs, objects and `shallow` lie: the same, or the main repository's for a linked worktree. */
  readonly commonDir: string;
}

/**
 * Walks up to the nearest `.git` (folder or `gitdir:` file). Only `.git` counts: a folder that merely looks like a bare
 * repository is content. `GIT_DIR` is not asked.
 * @throws Failure `no-directory`, `no-repository`, `bare-repository`.
 */
export function discover(directory: string): Place {
  const start = resolve(directory);
  if (!isDirectory(start))
    throw new Failure("noVerdict", "no-directory", `${directory} is not a folder`, "Give -C an existing folder.");
  const top = realpathSync(start);
  for (let folder = top; ; folder = dirname(folder)) {
    const gitDir = gitDirectory(join(folder, ".git"));
    if (gitDir !== null) return { root: folder, gitDir, commonDir: commonDirectory(gitDir) };
    if (dirname(folder) === folder) break;
  }
  if (looksLikeGit(top))
    throw new Failure(
      "noVerdict",
      "bare-repository",
      `${top} is a bare repository, without a working tree`,
      `Run in a clone of it: git clone ${top}`,
    );
  throw new Failure(
    "noVerdict",
    "no-repository",
    `${top} is not inside a Git repository`,
    "Go into your clone, name it with -C, or start one: git init",
  );
}

function gitDirectory(path: string): string | null {
  if (isDirectory(path)) return looksLikeGit(path) ? realpathSync(path) : null;
  const target = /^gitdir: (.+?)\r?\n*$/.exec(textOf(path) ?? "")?.[1];
  if (target === undefined) return null;
  const gitDir = resolve(dirname(path), target);
  return looksLikeGit(gitDir) ? realpathSync(gitDir) : null;
}

function looksLikeGit(path: string): boolean {
  if (textOf(join(path, "HEAD")) === null) return false;
  const common = commonDirectory(path);
  return isDirectory(join(common, "objects")) && isDirectory(join(common, "refs"));
}

function commonDirectory(gitDir: string): string {
  const common = textOf(join(gitDir, "commondir"))?.trim();
  return common ? resolve(gitDir, common) : gitDir;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function textOf(path: string): string | null {
  try {
    return statSync(path).isFile() ? readFileSync(path, "utf8") : null;
  } catch {
    return null;
  }
}
