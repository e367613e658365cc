// A manifest moves freely inside what its partner or component was granted, and not outside.

import { envelopeOf } from "../../gates/decision.ts";
import { factsOf } from "../../model/facts.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { isUnbounded } from "../../model/scopes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM010",
  name: "wider-than-approved",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.4.1", "EPF-5.1.1", "PIS-6.1.1"],
  summary: "A manifest declares only permissions that its partner or component was granted, in the granted scope.",

  *check(model) {
    const present = presentNames(model);
    for (const { path, document, owner } of manifestsOf(model)) {
      const grants = [...envelopeOf(model, owner).permissions];
      const scopes = new Map(grants.map(([id, scope]) => [present.get(id) ?? id, scope]));
      for (const { id, at, entry, declared, scope } of factsOf(document).permissions) {
        // A permission that does not exist cannot be granted: PRM002 and PRM003 name it, and PRM005 a scope without end.
        const name = present.get(id);
        if (!declared || name === undefined) continue;
        const granted = scopes.get(name);
        if (granted === undefined)
          yield {
            path,
            at,
            message: `${owner} was not granted "${id}"`,
            help: "Ask for it with kwanus propose capability; after the approval the manifest may declare it.",
          };
        else if (scope !== granted && !isUnbounded(scope ?? ""))
          yield {
            path,
            at: `${entry}/scope`,
            message: `"${id}" was granted for ${granted}, and this says ${scope}`,
            help: `Set scope: ${granted}, or ask for the other scope with kwanus propose capability.`,
          };
      }
    }
  },
});
