// Continuous monitoring is measured again and again.

import { measuringClauses } from "../../gates/measuring.ts";
import { rule } from "../rule.ts";
import { unmeasured } from "./overdue.ts";

export default rule({
  id: "MON003",
  name: "measurement-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: measuringClauses,
  summary: "What users have is measured once the window of its plan is over.",

  *check(model, asOf) {
    yield* unmeasured(model, asOf, "late", (what, { due, last, out }) =>
      last === null
        ? `there is no evidence of ${what} yet, which users have had since ${out}: the first measurement was due on ${due}`
        : `${what} was last measured up to ${last.to} (${last.id}), and the next measurement was due on ${due}`,
    );
  },
});
