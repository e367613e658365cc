// A surface is a capability: it begins at a tier, and may be restricted.

import type { CapabilityClass } from "../../document/types.gen.ts";
import { type Envelope, envelopeOf } from "../../gates/decision.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

/** The capability of each surface. The other two are never allowed: EXT001 and EXT002 name them. */
const capabilityOf = new Map([
  ["ui-component", "ui-components"],
  ["export-tool", "export-tools"],
  ["data-processor", "data-processors"],
]);

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
        const capability = classes.find(({ id }) => id === capabilityOf.get(surface));
        const why = capability === undefined ? null : refusal(capability, envelope, owner);
        if (why !== null)
          yield {
            path,
            at: `/spec/extension/surfaces/${index}`,
            message: `${surface} needs ${capability?.id}, which ${why}`,
            help: "Use another surface, or ask for it with kwanus propose capability or tier.",
          };
      }
    }
  },
});

function refusal(
  { id, access, minimumTier }: CapabilityClass,
  { tier, capabilities }: Envelope,
  owner: string,
): string | null {
  if (access === "forbidden") return "the policy forbids";
  // Who was granted nothing may declare nothing, and PRM010 says so.
  if (tier === null) return null;
  if (tier < minimumTier) return `begins at tier ${minimumTier}, and ${owner} has tier ${tier}`;
  return access === "restricted" && !capabilities.has(id) ? `is restricted and was not granted to ${owner}` : null;
}
