// No vote can be dropped from between two others.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL009",
  name: "chain-broken",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "The ballots of one person form a whole chain, each naming the one before.",

  check: (landing) => refusedBallots(landing, "BAL009"),
});
