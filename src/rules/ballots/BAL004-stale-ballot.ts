// One changed byte in the subject, and a vote is about something else.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL004",
  name: "stale-ballot",
  severity: "warning",
  waivable: false,
  reads: "change",
  clauses: ["PEP-2.4.1", "EPF-3.4.1"],
  summary: "A ballot is about the subject as it stands.",

  check: (landing) => refusedBallots(landing, "BAL004"),
});
