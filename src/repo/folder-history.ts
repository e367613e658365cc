// The commits in which a folder changed.

import { Failure } from "../failure.ts";
import type { Repository } from "./repository.ts";

/**
 * Every commit of this clone that changed something below a folder, on whatever branch, newest first.
 * @throws Failure `unreadable` where a partial clone left out what tells
 */
export async function commitsTouching(repository: Repository, folder: string): Promise<readonly string[]> {
  const words = ["rev-list", "--all", "HEAD", "--full-history", "--", folder];
  const listed = await orMissing(repository, folder, () => repository.git.bytes(words));
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
