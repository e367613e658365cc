// A manifest moves freely inside what its partner or component was granted, and not outside.

import { boundariesOf, isOtherScope } from "../../gates/boundary.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM010",
  name: "wider-than-approved",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.4.1", "EPF-5.1.1", "PIS-6.1.1"],
  summary: "A manifest declares only permissions that its partner or component was granted, in the granted scope.",

  *check(model, asOf) {
    for (const { manifest, holdings } of boundariesOf(model, asOf))
      for (const { registry, granted, declared } of holdings) {
        // A permission that does not exist cannot be granted: PRM002 and PRM003 name it, and PRM005 a scope without end.
        for (const fact of registry === null ? [] : declared)
          if (granted === null)
            yield {
              path: manifest.path,
              at: fact.at,
              message: `${manifest.owner} was not granted "${fact.id}"`,
              help: "Ask for it with kwanus propose capability; after the approval the manifest may declare it.",
            };
          else if (isOtherScope(fact, granted.scope))
            yield {
              path: manifest.path,
              at: `${fact.entry}/scope`,
              message: `"${fact.id}" was granted for ${granted.scope}, and this says ${fact.scope}`,
              help: `Set scope: ${granted.scope}, or ask for the other scope with kwanus propose capability.`,
            };
      }
  },
});
