// A file that was changed after it was recorded proves nothing.

import { troublesOf } from "../../model/proofs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK003",
  name: "evidence-hash-mismatch",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-11.1.1", "EIP-11.1.1"],
  summary: "A file of evidence is, byte for byte, the one that was recorded.",

  *check(model, asOf) {
    for (const checkpoint of model.checkpoints.values())
      for (const { what, ...defect } of troublesOf(checkpoint, model, asOf))
        if (what === "altered") yield { path: checkpoint.path, ...defect };
  },
});
