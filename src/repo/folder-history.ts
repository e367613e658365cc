// The commits in which a folder or a file changed, and the names they are known by.

import { Failure } from "../failure.ts";
import type { Repository } from "./repository.ts";

/** Where to look: everything this clone has, unless said otherwise in `git rev-list`'s own words. */
const everywhere: readonly string[] = ["--all", "HEAD"];

/**
 * Every commit that changed something at or below a path, newest first.
 * @throws Failure `unreadable` where a partial clone left out what tells
 */
export async function commitsTouching(
  repository: Repository,
  path: string,
  where = everywhere,
): Promise<readonly string[]> {
  const words = ["rev-list", ...where, "--full-history", "--", path];
  const listed = await orMissing(repository, path, () => repository.git.bytes(words));
  return listed.toString().split("\n").filter(Boolean);
}

/** A walk that compares folders: Git dies of one that a partial clone left out, without a name that could be fetched. */
export async function orMissing<T>(repository: Repository, path: string, walk: () => Promise<T>): Promise<T> {
  try {
    return await walk();
  } catch (error) {
    if (!repository.isPartial()) throw error;
    const { help } = repository.missing(path, "");
    throw new Failure("noVerdict", "unreadable", `the history of ${path} is not in this partial clone`, help);
  }
}

/** Short names of the branches and tags that hold a commit. */
export async function namesHolding(
  { git }: Repository,
  commit: string,
  folders: readonly string[],
): Promise<readonly string[]> {
  const listed = await git.bytes(["for-each-ref", `--contains=${commit}`, "--format=%(refname)", ...folders]);
  return listed
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((ref) => ref.replace(/^refs\/(?:heads|remotes|tags)\//, ""));
}
