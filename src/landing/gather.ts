// Ballots that wait on vote branches, laid over a revision: what a decision would find if they all landed.

import { statementAt } from "../model/places.ts";
import { byBytes, type FileEntry, type Snapshot } from "../snapshot.ts";

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
  if (added.size === 0) return over;
  const files = [...over.files, ...[...added].map(([path, { entry }]) => [path, entry] as const)];
  return {
    name: over.name,
    commit: null,
    files: new Map(files.sort(([a], [b]) => byBytes(a, b))),
    bytes: (path) => (added.get(path)?.from ?? over).bytes(path),
  };
}
