// Ballots, decisions, proofs and revocations are written once.

import { kindAt } from "../../document/kinds.ts";
import { isClosed } from "../../model/model.ts";
import { statementAt, subjectAt } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "BAL007",
  name: "record-altered",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "PIS-3.4.4"],
  summary: "A landed ballot, decision, revocation or its signature is never changed or deleted.",

  *check({ base, deltas }) {
    for (const { path, before, after } of deltas) {
      const statement = statementAt(path);
      const record =
        statement?.statement === "ballot" || statement?.statement === "revocation" || kindAt(path) === "Decision";
      if (!record || before === null) continue;
      const place = subjectAt(path);
      const closed = place !== null && isClosed(base.subjects.get(place.id));
      yield {
        path,
        message: `it landed before and is ${after === null ? "deleted" : "changed"}${closed ? "; its subject is decided" : ""}`,
        help: "Restore it. To take a vote back, cast a new one: kwanus retract.",
      };
    }
  },
});
