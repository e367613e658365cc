// A partner who is told no is told why.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL012",
  name: "reason-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-2.2.1", "EPF-6.1.4"],
  summary: "A ballot that does not approve says why.",

  check: (landing) => refusedBallots(landing, "BAL012"),
});
