// Ballots that reviewers pushed and nobody landed yet: they count for what people see and decide, not for what has landed.

import { Failure } from "../failure.ts";
import { judgeBallots } from "../gates/ballots.ts";
import { withBallots } from "../landing/gather.ts";
import { recordsOf } from "../landing/recorded.ts";
import type { Authority } from "../model/authority.ts";
import { type Memo, readModel, type Subject } from "../model/model.ts";
import { votesOn } from "../model/places.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import { broughtCommit } from "./brought-commits.ts";

interface Gathering {
  /** Of the base; before there is one nobody can have voted. */
  readonly authority: Authority | null;
  readonly repository: Repository;
  readonly memo: Memo;
}

export interface Gathered {
  /** The revision with the ballots. */
  readonly snapshot: Snapshot;
  /** The commit each ballot was taken from, by path. */
  readonly from: ReadonlyMap<string, string>;
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
  if (authority === null) return { snapshot: over, from: new Map(), strange: [] };
  const from = new Map<string, string>();
  const strange: string[] = [];
  const branches: Snapshot[] = [];
  for (const { ref, commit } of await repository.branches(votesOn(subject.id))) {
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
      else {
        theirs.add(ballot.path).add(`${ballot.path}.sig`);
        if (!from.has(ballot.path)) from.set(ballot.path, commit);
      }
    }
    branches.push({ ...branch, files: new Map([...branch.files].filter(([path]) => theirs.has(path))) });
  }
  return { snapshot: withBallots(over, subject.directory, branches), from, strange };
}

/**
 * Of gathered ballots, those whose commit is their record, by path: signed by their author, with nothing in it but their
 * ballots, straight on the protected branch. Any other would bring a stranger's history along.
 */
export async function recordsOfGathered(
  { snapshot: { files }, from }: Gathered,
  base: string,
  authority: Authority,
  repository: Repository,
): Promise<ReadonlyMap<string, string>> {
  const signers = { keys: authority.keys, minimumRsaBits: authority.policy.minimumRsaBits.value };
  const records = new Map<string, string>();
  for (const [path, id] of from) {
    const [parent, ...others] = await repository.parents(id);
    if (parent === undefined || others.length > 0 || !(await isBehind(parent, base, repository))) continue;
    const ballot = { path, blob: files.get(path)?.blob ?? "", signature: files.get(`${path}.sig`)?.blob ?? null };
    const [record] = recordsOf([ballot], [await broughtCommit(id, parent, repository)], signers);
    if (record?.is === "recorded") records.set(path, id);
  }
  return records;
}

/** A shallow clone may not tell; a decision is as true without the record. */
async function isBehind(commit: string, tip: string, repository: Repository): Promise<boolean> {
  try {
    return await repository.isAncestor(commit, tip);
  } catch (problem) {
    if (problem instanceof Failure) return false;
    throw problem;
  }
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
