// Ballots on the protected branch, and whether the signed commits that recorded them came along.

import type { Authority } from "../model/authority.ts";
import { limitsOf } from "../model/keys.ts";
import { statementAt } from "../model/places.ts";
import type { Repository } from "../repo/repository.ts";
import { type Commit, emptySnapshot } from "../snapshot.ts";
import { verifyCommit } from "../trust/commit.ts";

/**
 * Counts the ballots these landings brought. A merge has the commit they were recorded in behind it, a fast-forward is that
 * commit; what a squash or a rebase leaves is one commit that nobody on the roster signed.
 * @throws Failure `unreadable`
 */
export async function landedBallots(
  landings: readonly Commit[],
  authority: Authority,
  repository: Repository,
): Promise<{ landed: number; bare: number }> {
  let [landed, bare] = [0, 0];
  const limits = limitsOf(authority);
  for (const { id, parents } of landings) {
    const count = await newBallots(id, parents[0] ?? null, repository);
    landed += count;
    if (count === 0 || parents.length > 1) continue;
    const verdict = verifyCommit(await repository.rawCommit(id), limits);
    if (!verdict.ok || !authority.keys.has(verdict.key.fingerprint)) bare += count;
  }
  return { landed, bare };
}

async function newBallots(commit: string, parent: string | null, repository: Repository): Promise<number> {
  const before = parent === null ? emptySnapshot : await repository.snapshot(parent);
  const after = await repository.snapshot(commit);
  return [...after.files.keys()].filter(
    (path) => !before.files.has(path) && !path.endsWith(".sig") && statementAt(path)?.statement === "ballot",
  ).length;
}
