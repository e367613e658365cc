// What a governance proposal changes, line by line: nobody signs "replaced" without seeing by what.

import type { Model, Subject } from "../model/model.ts";
import { type FileDiff, fileDiff } from "./text-diff.ts";

/** The differences between the base and what an open governance proposal carries; empty for other subjects. */
export async function carriedDiffs(subject: Subject, base: Model, tree: Model): Promise<FileDiff[]> {
  const diffs: FileDiff[] = [];
  for (const { path } of subject.proposal?.value.spec.changes ?? []) {
    const carried = subject.carried.find(({ target }) => target === path);
    const before = base.snapshot.files.get(path);
    const after = carried === undefined ? undefined : tree.snapshot.files.get(carried.path);
    const diff = await fileDiff(
      path,
      before === undefined ? null : { entry: before, from: base.snapshot },
      after === undefined ? null : { entry: after, from: tree.snapshot },
    );
    if (diff !== null) diffs.push(diff);
  }
  return diffs;
}
