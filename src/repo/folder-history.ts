// The commits in which a folder changed.

import type { Repository } from "./repository.ts";

/** Every commit of this clone that changed something below a folder, on whatever branch, newest first. */
export async function commitsTouching({ git }: Repository, folder: string): Promise<readonly string[]> {
  const listed = await git.bytes(["rev-list", "--all", "HEAD", "--full-history", "--", folder]);
  return listed.toString().split("\n").filter(Boolean);
}
