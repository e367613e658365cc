// Decided once: what the bodies judged is what stays on file.

import { kindAt } from "../../document/kinds.ts";
import { isClosed } from "../../model/model.ts";
import { statementAt, subjectAt } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "BAL014",
  name: "subject-is-closed",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.4.2", "PEP-2.4.2", "EPF-6.1.4"],
  summary: "A decided or withdrawn subject takes no ballot and no change.",

  *check({ base, deltas }) {
    for (const { path, before } of deltas) {
      const place = subjectAt(path);
      if (place === null || !isClosed(base.subjects.get(place.id))) continue;
      // A landed record that changes has a rule of its own.
      if (before !== null && (statementAt(path) !== null || kindAt(path) === "Decision")) continue;
      yield {
        path,
        message: `${place.id} is closed on the base`,
        help: `File a new subject with supersedes: ${place.id}.`,
      };
    }
  },
});
