// A ballot copied elsewhere is not a ballot there.

import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL008",
  name: "fields-and-path-differ",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.4.1", "EPF-6.1.4"],
  summary: "A ballot's fields say what its path says: repository, subject, gate, body, person, number, key.",

  check: (landing) => refusedBallots(landing, "BAL008"),
});
