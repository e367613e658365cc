// A violation, failure, misuse or instability puts the tier itself in question.

import { tierTriggers } from "../../gates/downgrade-triggers.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR004",
  name: "downgrade-trigger-open",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-7.2.1", "PEP-7.2.2", "PEP-7.2.3", "PEP-7.2.4"],
  summary:
    "Once a violation, failure, misuse or instability is acted upon, measured or found, the tier is asked about.",

  *check(model, asOf) {
    for (const { owner, path, tier, what, isAsked } of tierTriggers(model, asOf))
      if (!isAsked)
        yield {
          path,
          message: `${what}, and nobody has asked whether ${owner} keeps tier ${tier}`,
          help: `File a downgrade and let the bodies decide: kwanus propose tier --partner ${owner}. If they reject it, the tier stays.`,
        };
  },
});
