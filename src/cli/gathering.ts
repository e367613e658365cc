// Ballots that reviewers pushed and nobody landed yet: they count for what people see and decide, not for what has landed.

import { withBallots } from "../landing/gather.ts";
import type { Subject } from "../model/model.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";

/** A revision with the ballots of all vote branches of a subject, local and fetched. */
export async function gathered(over: Snapshot, subject: Subject, repository: Repository): Promise<Snapshot> {
  const branches = await repository.branches(`kwanus/vote/${subject.id.replace("/", "-")}.`);
  const snapshots = await Promise.all(branches.map(({ commit }) => repository.snapshot(commit)));
  return withBallots(over, subject.directory, snapshots);
}
