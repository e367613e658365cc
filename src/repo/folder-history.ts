// The commits in which a folder or a file changed, and the names they are known by.

import type { Repository } from "./repository.ts";

/** Where to look: everything this clone has, unless said otherwise in `git rev-list`'s own words. */
const everywhere: readonly string[] = ["--all", "HEAD"];

/** Every commit that changed something at or below a path, newest first. */
export async function commitsTouching(
  { git }: Repository,
  path: string,
  where = everywhere,
): Promise<readonly string[]> {
  const listed = await git.bytes(["rev-list", ...where, "--full-history", "--", path]);
  return listed.toString().split("\n").filter(Boolean);
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
