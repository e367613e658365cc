// What is done about a risk cannot make it worse.

import type { RiskAssessment } from "../../document/types.gen.ts";
import { risksIn, scoreOf } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK002",
  name: "score-mismatch",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-3.3.1", "PEP-2.3.1", "PEP-11.1.1"],
  summary: "The residual risk is at most the inherent risk, and lower only where something is done about it.",
  kinds: ["RiskAssessment"],

  *check({ document }) {
    for (const { at, entry } of risksIn(document.value as RiskAssessment)) {
      const [inherent, residual] = [scoreOf(entry.inherent), scoreOf(entry.residual)];
      if (residual > inherent)
        yield {
          at: `${at}/residual`,
          message: `the residual risk is ${residual} of 25, more than the inherent ${inherent}`,
          help: "inherent is the risk before anything is done, residual what is left of it afterwards.",
        };
      else if (residual < inherent && entry.mitigation.length === 0)
        yield {
          at: `${at}/residual`,
          message: `the risk falls from ${inherent} to ${residual} of 25, and nothing is done about it`,
          help: "Name the mitigation that lowers it, or give both the same score.",
        };
    }
  },
});
