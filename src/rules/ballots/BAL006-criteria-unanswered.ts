// A vote says what it looked at.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL006",
  name: "criteria-unanswered",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-4.1.1", "PEP-4.2.1", "PEP-4.3.1", "PEP-4.4.1"],
  summary: "A ballot answers every criterion that is its body's.",

  check: (landing) => refusedBallots(landing, "BAL006"),
});
