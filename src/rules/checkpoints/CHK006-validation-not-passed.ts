// A checkpoint has passed where its evidence says so, not where somebody wrote it.

import { troublesOf } from "../../model/proofs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK006",
  name: "validation-not-passed",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-11.1.1", "EIP-11.1.1", "PIP-7.1.3", "EIP-7.1.3"],
  summary: "A checkpoint that says passed is shown by evidence that passes, for every check it consists of.",

  *check(model, asOf) {
    for (const checkpoint of model.checkpoints.values())
      for (const { what, ...defect } of troublesOf(checkpoint, model, asOf))
        if (what === "unproven") yield { path: checkpoint.path, ...defect };
  },
});
