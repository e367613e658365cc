// Decided once: what the bodies judged is what stays on file.

import { kindAt } from "../../document/kinds.ts";
import { deltaByPath } from "../../landing/tree.ts";
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
      // A late ballot and its signature are one ballot.
      if (path.endsWith(".sig") && deltaByPath(deltas).has(path.slice(0, -4))) continue;
      yield {
        path,
        message: `${place.id} is closed: it was decided or withdrawn before`,
        help: `${before === null ? "Take it out of the branch" : "Restore it as it was"}, and file what you want now as a new subject: kwanus propose`,
      };
    }
  },
});
