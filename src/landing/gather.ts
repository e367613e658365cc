// Ballots that wait on vote branches, laid over a revision: what a decision would find if they all landed.

import { statementAt } from "../model/places.ts";
import type { FileEntry, Snapshot } from "../snapshot.ts";
import { overlay } from "./overlay.ts";

/** The revision with the ballots of one subject that the branches hold and it does not. A path it holds is never replaced. */
export function withBallots(over: Snapshot, directory: string, branches: readonly Snapshot[]): Snapshot {
  const added = new Map<string, { entry: FileEntry; from: Snapshot }>();
  for (const branch of branches)
    for (const [path, entry] of branch.files) {
      if (!path.startsWith(`${directory}/ballots/`) || path.endsWith(".sig") || statementAt(path) === null) continue;
      const signature = branch.files.get(`${path}.sig`);
      // Both from one branch, or neither: a branch with half a ballot must not spoil another's whole one.
      if (signature === undefined || over.files.has(path) || added.has(path)) continue;
      added.set(path, { entry, from: branch });
      added.set(`${path}.sig`, { entry: signature, from: branch });
    }
  return overlay(over, added);
}
