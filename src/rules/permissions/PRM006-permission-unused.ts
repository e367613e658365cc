// Least privilege: what nothing uses is not declared.

import { envelopeOf } from "../../gates/decision.ts";
import { factsOf } from "../../model/facts.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM006",
  name: "permission-unused",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.1.1", "PIS-6.1.1"],
  summary: "A call, a workflow or the extension uses every permission that a manifest declares.",

  *check(model) {
    const present = presentNames(model);
    for (const { path, owner, document } of manifestsOf(model)) {
      const { permissions } = factsOf(document);
      const now = (id: string): string => present.get(id) ?? id;
      const used = new Set(permissions.filter(({ usedBy }) => usedBy !== null).map(({ id }) => now(id)));
      const granted = new Set([...envelopeOf(model, owner).permissions.keys()].map(now));
      // What was not granted must go anyway: PRM010 and its like say so.
      for (const { id, at, declared } of permissions)
        if (declared && granted.has(now(id)) && !used.has(now(id)))
          yield {
            path,
            at,
            message: `no call, no workflow and no extension uses "${id}"`,
            help: "Remove it, or name it where it is used. Whoever needs it again later may declare it again.",
          };
    }
  },
});
