// Nobody judges their own cause.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL005",
  name: "recused",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "PEP-13.2.4"],
  summary: "Nobody judges what they wrote or whom they work for.",

  check: (landing) => refusedBallots(landing, "BAL005"),
});
