// A body that finds a criterion failed has not found that all is well.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL016",
  name: "approves-what-failed",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-4.1.1", "PEP-4.2.1", "PEP-4.3.1", "PEP-4.4.1"],
  summary: "A ballot that approves finds no criterion failed.",

  check: (landing) => refusedBallots(landing, "BAL016"),
});
