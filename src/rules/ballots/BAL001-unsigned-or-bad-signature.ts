// A vote that nobody signed is a rumour.

import { halfStatements } from "../half-statements.ts";
import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL001",
  name: "unsigned-or-bad-signature",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.4.1", "EPF-6.1.4"],
  summary: "Every ballot carries a valid signature over its exact bytes.",

  *check(landing) {
    yield* refusedBallots(landing, "BAL001");
    yield* halfStatements(landing, "ballot");
  },
});
