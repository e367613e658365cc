// Where nobody looks, nothing is known to be well.

import { measuringClauses } from "../../gates/measuring.ts";
import { lengthInWords } from "../../model/calendar.ts";
import { lookBackOf } from "../../model/measurements.ts";
import { rule } from "../rule.ts";
import { unmeasured } from "./overdue.ts";

export default rule({
  id: "MON004",
  name: "no-data",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: measuringClauses,
  summary: "Of what users have there is evidence within the look-back of the policy.",

  *check(model, asOf) {
    const lookBack = lengthInWords(lookBackOf(model));
    yield* unmeasured(model, asOf, "dark", (what, { last, out }) =>
      last === null
        ? `there is no evidence of ${what}, which users have had since ${out}`
        : `there is no evidence of ${what} within ${lookBack}: it was last measured up to ${last.to} (${last.id})`,
    );
  },
});
