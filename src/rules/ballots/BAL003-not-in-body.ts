// Each body speaks through its own people.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL003",
  name: "not-in-body",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.2.1", "EPF-3.2.2", "EPF-3.2.3", "EPF-3.2.4"],
  summary: "A ballot is cast by somebody who sits in the body it is cast for.",

  check: (landing) => refusedBallots(landing, "BAL003"),
});
