// A key counts when the base knows it as its owner's.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL002",
  name: "unknown-key",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.4.1", "EPF-9.1.2"],
  summary: "A ballot is signed with a key that is its author's, proven and active on the base.",

  check: (landing) => refusedBallots(landing, "BAL002"),
});
