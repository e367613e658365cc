// Least privilege: what nothing uses is not declared.

import { boundariesOf } from "../../gates/boundary.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM006",
  name: "permission-unused",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.1.1", "PIS-6.1.1"],
  summary: "A call, a workflow or the extension uses every permission that a manifest declares.",

  *check(model, asOf) {
    for (const { manifest, holdings } of boundariesOf(model, asOf))
      for (const { declared, breaches } of holdings)
        for (const { verdict, why } of breaches)
          if (verdict === "unused")
            for (const { id, at } of declared)
              yield {
                path: manifest.path,
                at,
                message: `"${id}" is declared and unused: ${why}`,
                help: "Remove it, or name it where it is used. Whoever needs it again later may declare it again.",
              };
  },
});
