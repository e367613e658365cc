// Rules, people and registries change only by the decision that carries the change.

import { isFree, type Landing } from "../../landing/landing.ts";
import type { Delta } from "../../landing/tree.ts";
import { deltaByPath } from "../../landing/tree.ts";
import { governed, zoneOf } from "../../model/places.ts";
import type { FileMode } from "../../snapshot.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "POL002",
  name: "governed-path-changed",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-3.4.1", "PEP-3.4.2", "PEP-3.4.3", "EPF-9.1.4"],
  summary: "Governed paths change only together with the approved proposal that carries exactly that change.",

  *check(landing) {
    if (landing.authority === null) return;
    const carried = carriedChanges(landing);
    for (const delta of landing.deltas)
      if (zoneOf(delta.path) === governed && !isFree(landing, delta.path)) yield* ungoverned(delta, carried);
    yield* leftOut(landing, carried);
  },
});

interface CarriedChange {
  readonly subject: string;
  readonly decision: string;
  /** Blob the proposal carries, or null where it deletes the path. */
  readonly blob: string | null;
  readonly mode: FileMode | null;
}

/** What the true decisions of this landing change, by path. */
function carriedChanges({ decisions }: Landing): Map<string, CarriedChange> {
  const changes = new Map<string, CarriedChange>();
  for (const { subject, file, fault } of decisions) {
    if (fault !== null || file.value.spec.outcome !== "approved" || subject.namespace !== "governance") continue;
    for (const { path } of subject.proposal?.value.spec.changes ?? []) {
      const { blob = null, mode = null } = subject.carried.find(({ target }) => target === path) ?? {};
      changes.set(path, { subject: subject.id, decision: file.path, blob, mode });
    }
  }
  return changes;
}

function* ungoverned({ path, before, after }: Delta, carried: ReadonlyMap<string, CarriedChange>): Generator<Defect> {
  const change = carried.get(path);
  const what = before === null ? "added" : after === null ? "deleted" : "changed";
  if (change === undefined)
    yield {
      path,
      message: `this governed path is ${what} without a decision`,
      // A strange path is not offered to anybody's shell.
      help: `${before === null ? "If it is not meant to land, delete or ignore it. Otherwise file" : "File"} it: kwanus propose governance${/^[\w./-]+$/.test(path) ? ` --change ${path}` : ""}`,
    };
  else if ((after?.blob ?? null) !== change.blob || (after?.mode ?? null) !== change.mode)
    yield {
      path,
      message: `this is not what ${change.subject} carries for this path`,
      help: `Take the file from the proposal's changes/ as it is: kwanus decide ${change.subject}`,
    };
}

/** A decision that lands without its files would claim a change that nobody made. */
function* leftOut(landing: Landing, carried: ReadonlyMap<string, CarriedChange>): Generator<Defect> {
  for (const [path, { subject, decision, blob }] of carried) {
    const now = landing.tree.snapshot.files.get(path)?.blob ?? null;
    const changed = deltaByPath(landing.deltas).has(path);
    if (now !== blob && !changed)
      yield {
        path: decision,
        message: `${subject} is decided here, but ${path} is not changed with it`,
        help: `Let kwanus write both: kwanus decide ${subject}`,
      };
  }
}
