// What was shown once is not shown for good.

import { troublesOf } from "../../model/proofs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK004",
  name: "evidence-expired",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-7.1.3", "EIP-7.1.3"],
  summary: "Evidence of a checkpoint that has passed is fresh until the version is signed off.",

  *check(model, asOf) {
    for (const checkpoint of model.checkpoints.values())
      for (const { what, ...defect } of troublesOf(checkpoint, model, asOf))
        if (what === "expired") yield { path: checkpoint.path, ...defect };
  },
});
