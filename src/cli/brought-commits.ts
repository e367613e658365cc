// The commits that come with a landing, from Git objects alone: what a merge brought, or the landing itself.

import { Failure } from "../failure.ts";
import type { BroughtCommit } from "../landing/recorded.ts";
import type { Repository } from "../repo/repository.ts";
import type { Commit } from "../snapshot.ts";

/**
 * Asked for landings in their order. Commits that lie behind an earlier landing are not walked again; one that no landing
 * was asked about may be told with a later one, which is where it is met.
 * @throws Failure `unreadable` where a commit is not in this clone (shallow history)
 */
export function broughtCommits(landings: readonly Commit[], repository: Repository) {
  const seen = new Set(landings.map(({ id }) => id));
  return async (landing: Commit): Promise<BroughtCommit[]> => {
    const found = landing.parents.length > 1 ? [] : [landing];
    let open = landing.parents.slice(1);
    while (open.length > 0) {
      const met = [...new Set(open)].filter((id) => !seen.has(id));
      for (const id of met) seen.add(id);
      const commits = await Promise.all(met.map(async (id) => ({ id, parents: await repository.parents(id) })));
      for (const { id, parents } of commits) if (parents.length < 2) found.push({ id, parents, subject: "" });
      open = commits.flatMap(({ parents }) => parents);
    }
    return Promise.all(found.map(({ id, parents: [parent = null] }) => broughtCommit(id, parent, repository)));
  };
}

/** A commit with what it changes against its only parent. @throws Failure `unreadable` where either is not in this clone */
export async function broughtCommit(id: string, parent: string | null, repository: Repository): Promise<BroughtCommit> {
  return { id, bytes: await repository.rawCommit(id), files: await filesOf(id, parent, repository) };
}

/**
 * What a commit changes. One that can be read in two ways, or holds endlessly many files, records nothing: what lands is
 * judged by itself, and a commit behind it must not keep anybody from a verdict.
 */
async function filesOf(id: string, parent: string | null, repository: Repository): Promise<BroughtCommit["files"]> {
  try {
    return await repository.changes(parent, id);
  } catch (problem) {
    if (problem instanceof Failure && problem.kind === "refused") return [];
    throw problem;
  }
}
