// An extension that starts workflows or writes does more than show: that is granted by name.

import { envelopeOf } from "../../gates/decision.ts";
import { missingCapabilities } from "../../gates/extension-reach.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT005",
  name: "restricted-automation-or-write",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-5.2.1", "PIS-5.2.2"],
  summary: "An extension starts workflows or writes only with the capability granted for it.",

  *check(model) {
    const registry = new Map(model.permissions?.value.spec.permissions.map((entry) => [entry.id, entry]));
    const present = presentNames(model);
    for (const { path, owner, value } of manifestsOf(model)) {
      const envelope = envelopeOf(model, owner);
      const granted = new Set([...envelope.permissions.keys()].map((id) => present.get(id) ?? id));
      for (const [index, id] of (value.spec.extension?.permissions ?? []).entries()) {
        const permission = registry.get(present.get(id) ?? id);
        // What was not granted at all is PRM001's and PRM010's.
        if (permission === undefined || !granted.has(permission.id)) continue;
        const needed = missingCapabilities(permission, envelope);
        if (needed.length > 0)
          yield {
            path,
            at: `/spec/extension/permissions/${index}`,
            message: `the extension ${permission.type === "write" ? "writes" : "starts workflows"} with ${id}, and ${owner} was not granted ${needed.join(" or ")}`,
            help: `Ask for ${needed[0]} with kwanus propose capability, or leave it to a call or workflow.`,
          };
      }
    }
  },
});
