// A partner rises on what it has shown, not on what it promises.

import { isUpgrade } from "../../gates/upgrade.ts";
import { upgradeConditions } from "../../gates/upgrade-conditions.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR003",
  name: "upgrade-precondition-unmet",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-7.1.1", "PEP-7.1.2", "PEP-7.1.3", "PEP-7.1.4"],
  summary: "A partner rises in tier only with reliable workflows, clean compliance, minimal permissions and low risk.",

  *check(model, asOf) {
    for (const subject of model.subjects.values())
      if (isUpgrade(subject, model))
        for (const { lacks } of upgradeConditions(subject, model, asOf))
          for (const { path = subject.path, at = "/spec/requestedTier", message, help } of lacks)
            yield { path, at, message, help };
  },
});
