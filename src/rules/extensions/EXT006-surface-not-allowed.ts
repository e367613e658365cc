// A surface is a capability: it begins at a tier, and may be restricted.

import { envelopeOf } from "../../gates/decision.ts";
import { surfaceRefusal } from "../../gates/extension-reach.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT006",
  name: "surface-not-allowed",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-5.1.1", "PIS-5.1.2", "PIS-5.1.3", "PEP-6.1.3"],
  summary: "An extension shows only on surfaces that its partner or component may use.",

  *check(model) {
    const classes = model.policy?.value.spec.capabilities ?? [];
    for (const { path, owner, value } of manifestsOf(model)) {
      const envelope = envelopeOf(model, owner);
      for (const [index, surface] of (value.spec.extension?.surfaces ?? []).entries()) {
        // What nobody may use EXT001 and EXT002 name.
        const why = surfaceRefusal(surface, classes, envelope, owner);
        if (why !== null)
          yield {
            path,
            at: `/spec/extension/surfaces/${index}`,
            message: why,
            help: "Use another surface, or ask for it with kwanus propose capability or tier.",
          };
      }
    }
  },
});
