// Ballots that reviewers pushed and nobody landed yet: they count for what people see and decide, not for what has landed.

import { Failure } from "../failure.ts";
import { judgeBallots } from "../gates/ballots.ts";
import { withBallots } from "../landing/gather.ts";
import type { Authority } from "../model/authority.ts";
import { type Memo, readModel, type Subject } from "../model/model.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";

interface Gathering {
  /** Of the base; before there is one nobody can have voted. */
  readonly authority: Authority | null;
  readonly repository: Repository;
  readonly memo: Memo;
}

export interface Gathered {
  /** The revision with the ballots. */
  readonly snapshot: Snapshot;
  /** Ballots on vote branches that nobody signed as they stand, and why, in words. */
  readonly strange: readonly string[];
}

/** A file under somebody's name that they did not sign. Anybody may push a branch, so it must not stand in a ballot's place. */
const notTheirs: readonly string[] = ["BAL001", "BAL002", "BAL008", "BAL013"];

/** A revision with the ballots of all vote branches of a subject, local and fetched. */
export async function gathered(
  over: Snapshot,
  subject: Subject,
  { authority, repository, memo }: Gathering,
): Promise<Gathered> {
  if (authority === null) return { snapshot: over, strange: [] };
  const strange: string[] = [];
  const branches: Snapshot[] = [];
  for (const { ref, commit } of await repository.branches(`kwanus/vote/${subject.id.replace("/", "-")}.`)) {
    const name = ref.replace(/^refs\/(?:heads|remotes)\//, "");
    const branch = await readable(repository.snapshot(commit));
    if (typeof branch === "string") {
      strange.push(`${name} cannot be read: ${branch}`);
      continue;
    }
    const laid = withBallots(over, subject.directory, [branch]);
    if (laid === over) continue;
    const theirs = new Set<string>();
    const voted = (await readModel(laid, memo)).subjects.get(subject.id);
    for (const { ballot, verdict } of voted === undefined
      ? []
      : judgeBallots(voted, subject.gate, { authority, landed: () => false })) {
      if (over.files.has(ballot.path)) continue;
      if (verdict.is === "refused" && notTheirs.includes(verdict.rule))
        strange.push(`${ballot.place.body} ${ballot.place.person} on ${name}: ${verdict.reason} (${verdict.rule})`);
      else theirs.add(ballot.path).add(`${ballot.path}.sig`);
    }
    branches.push({ ...branch, files: new Map([...branch.files].filter(([path]) => theirs.has(path))) });
  }
  return { snapshot: withBallots(over, subject.directory, branches), strange };
}

/**
 * A branch, or why it is none that Git writes: whoever pushes such a one must not keep everybody from voting and deciding.
 * One that is not all in this clone still means that nothing can be said.
 */
async function readable(snapshot: Promise<Snapshot>): Promise<Snapshot | string> {
  try {
    return await snapshot;
  } catch (problem) {
    if (problem instanceof Failure && problem.kind !== "noVerdict") return problem.message;
    throw problem;
  }
}
