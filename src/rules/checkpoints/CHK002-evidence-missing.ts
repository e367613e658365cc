// What a checkpoint names as evidence can be looked at.

import { troublesOf } from "../../model/proofs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK002",
  name: "evidence-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-11.1.1", "EIP-11.1.1"],
  summary: "Every file that a checkpoint names as evidence is there.",

  *check(model, asOf) {
    for (const checkpoint of model.checkpoints.values())
      for (const { what, ...defect } of troublesOf(checkpoint, model, asOf))
        if (what === "missing") yield { path: checkpoint.path, ...defect };
  },
});
