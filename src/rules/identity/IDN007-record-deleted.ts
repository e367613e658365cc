// What was filed stays on file.

import { kindAt } from "../../document/kinds.ts";
import { isClosed } from "../../model/model.ts";
import { governed, statementAt, subjectAt, zoneOf } from "../../model/places.ts";
import { frozenBy } from "../engine.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN007",
  name: "record-deleted",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "A document that landed is changed or withdrawn, never deleted.",

  *check({ base, tree, deltas }) {
    const frozen = frozenBy(base);
    for (const { path, after } of deltas) {
      // Ballots, decisions, closed subjects and governed paths have rules of their own.
      if (after !== null || frozen(path) || statementAt(path) !== null || zoneOf(path) === governed) continue;
      // Half a subject is PRO001's.
      const subject = tree.subjects.get(subjectAt(path)?.id ?? "");
      if (subject !== undefined && !isClosed(subject)) continue;
      const kind = kindAt(path);
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
  },
});
