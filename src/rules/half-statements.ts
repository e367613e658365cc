// What takes the place of a signed statement and is none: its author could not put theirs there any more.

import type { Landing } from "../landing/landing.ts";
import { isClosed } from "../model/model.ts";
import { type StatementPlace, statementAt, subjectAt } from "../model/places.ts";
import type { Defect } from "./rule.ts";

/** Defects of signatures that land without their statement, and of statements that are no plain files. */
export function* halfStatements(
  { base, tree, deltas }: Landing,
  wanted: StatementPlace["statement"],
): Generator<Defect> {
  for (const { path, before, after } of deltas) {
    // What lay there already is a record, which has a rule of its own.
    if (before !== null || after === null || statementAt(path)?.statement !== wanted) continue;
    const place = subjectAt(path);
    if (place !== null && isClosed(base.subjects.get(place.id))) continue;
    const alone = path.endsWith(".sig");
    if (alone ? tree.snapshot.files.has(path.slice(0, -4)) : after.mode.startsWith("100")) continue;
    yield {
      path,
      message: alone ? `this signature belongs to a ${wanted} that is not there` : `this ${wanted} is no plain file`,
      help: "Take it out of the branch. A statement and its signature land together.",
    };
  }
}
