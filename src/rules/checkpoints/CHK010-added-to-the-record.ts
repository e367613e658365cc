// Once a version is signed off its checkpoints are a record, and age no more; what is written into it then is no older for that.

import { isDeepStrictEqual } from "node:util";
import { troublesAnew } from "../../model/proofs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK010",
  name: "added-to-the-record",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PIP-11.1.1", "EIP-11.1.1", "PIP-7.1.3", "EIP-7.1.3"],
  summary: "A checkpoint that is written or changed when its version is signed off already has evidence all the same.",

  *check({ base, tree, deltas, asOf }) {
    const touched = new Set(deltas.map(({ path }) => path));
    for (const [id, checkpoint] of tree.checkpoints) {
      const { path, value } = checkpoint;
      // Other words about it change nothing that it says.
      if (!touched.has(path) || isDeepStrictEqual(base.checkpoints.get(id)?.value.spec, value.spec)) continue;
      for (const { what: _, ...defect } of troublesAnew(checkpoint, tree, asOf)) yield { path, ...defect };
    }
  },
});
