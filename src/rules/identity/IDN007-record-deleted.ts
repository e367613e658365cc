// What was filed stays on file.

import { kindAt } from "../../document/kinds.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isClosed, type Model, type Subject } from "../../model/model.ts";
import { describedAt, governed, statementAt, subjectAt, zoneOf } from "../../model/places.ts";
import { inForce } from "../../model/releases.ts";
import { frozenBy } from "../engine.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "IDN007",
  name: "record-deleted",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "A document that landed is changed or withdrawn, never deleted, and neither is a credential in force.",

  *check({ base, tree, deltas }) {
    const frozen = frozenBy(base);
    for (const { path, after } of deltas) {
      // Ballots, decisions, closed subjects and governed paths have rules of their own.
      if (after !== null || frozen(path) || statementAt(path) !== null || zoneOf(path) === governed) continue;
      // Half a subject is PRO001's.
      const subject = tree.subjects.get(subjectAt(path)?.id ?? "");
      if (subject !== undefined && !isClosed(subject)) continue;
      const kind = kindAt(path);
      if (isMissedElsewhere(path, kind, tree)) continue;
      if (kind !== null && kind !== "Decision" && kind !== "Repair" && kind !== "Withdrawal")
        yield {
          path,
          message: `this ${kind} has landed and is deleted`,
          help:
            subjectAt(path) === null
              ? "Restore it; what no longer holds is changed, not deleted."
              : "Restore it; to take a subject back, add withdrawal.yaml beside it.",
        };
    }
    yield* forgotten(base, tree);
  },
});

/** A plan that was signed off is missed by ROL009, and a partner who is asking for something by PRO001. */
function isMissedElsewhere(path: string, kind: ReturnType<typeof kindAt>, tree: Model): boolean {
  if (kind === "IntegrationPlan") return inForce(tree, describedAt(path)?.id ?? "") !== null;
  const isAsking = (subject: Subject): boolean =>
    subject.directory.startsWith(path.replace(/[^/]*$/, "")) && !isClosed(subject);
  return kind === "Partner" && [...tree.subjects.values()].some(isAsking);
}

/** A credential that was in force and is not listed any more may still be: only a day of revocation ends it. */
function* forgotten(base: Model, tree: Model): Generator<Defect> {
  const now = new Map(manifestsOf(tree).map((manifest) => [manifest.id, manifest]));
  for (const { id, value } of manifestsOf(base)) {
    const manifest = now.get(id);
    if (manifest === undefined) continue;
    const listed = new Set((manifest.value.spec.api?.credentials ?? []).map((credential) => credential.id));
    for (const { id: credential, revoked } of value.spec.api?.credentials ?? [])
      if (revoked === null && !listed.has(credential))
        yield {
          path: manifest.path,
          at: manifest.value.spec.api === undefined ? "/spec" : "/spec/api/credentials",
          part: "key",
          message: `credential ${credential} was in force and is not listed any more`,
          help: "Keep it, and set revoked to the day it was revoked on the platform.",
        };
  }
}
