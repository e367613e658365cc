// A permission has a lowest tier, and its type must be one the tier may have.

import type { Permission, Tier } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { factsOf } from "../../model/facts.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR002",
  name: "permission-above-tier",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.1.3", "EPF-2.2.2", "EPF-2.3.1", "PIS-6.2.4", "PIS-2.1.3", "PIS-3.1.3"],
  summary: "A permission is asked for and used only from the tier on that may have it.",

  *check(model) {
    const registry = new Map(model.permissions?.value.spec.permissions.map((entry) => [entry.id, entry]));
    const present = presentNames(model);
    for (const { path, tier, standing, permissions } of wanted(model, present))
      for (const { id, at } of permissions) {
        const permission = registry.get(present.get(id) ?? id);
        const why = permission === undefined ? null : tooHigh(permission, tier, model);
        if (why !== null)
          yield {
            path,
            at,
            message: `"${id}" ${why}, and ${standing} tier ${tier}`,
            help: "Ask for the tier that may have it, or leave it out.",
          };
      }
  },
});

interface Wanted {
  readonly path: string;
  readonly tier: number;
  /** Where the tier comes from, in words: `acme has`. */
  readonly standing: string;
  readonly permissions: readonly { readonly id: string; readonly at: string }[];
}

function* wanted(model: Model, present: ReadonlyMap<string, string>): Generator<Wanted> {
  for (const { subject, tier, permissions } of requested(model))
    if (tier !== null) yield { path: subject.path, tier, standing: `${subject.id} asks for`, permissions };
  for (const { path, document, owner } of manifestsOf(model)) {
    const { tier, permissions } = envelopeOf(model, owner);
    const granted = new Set([...permissions.keys()].map((id) => present.get(id) ?? id));
    // What was not granted is too wide at any tier, and PRM010 says so.
    const used = factsOf(document).permissions.filter(
      ({ id, declared }) => declared && granted.has(present.get(id) ?? id),
    );
    if (tier !== null) yield { path, tier, standing: `${owner} has`, permissions: used };
  }
}

function tooHigh({ minimumTier, type, limited }: Permission, tier: number, model: Model): string | null {
  if (minimumTier > tier) return `begins at tier ${minimumTier}`;
  const found: Tier | undefined = model.policy?.value.spec.tiers.find(({ id }) => id === tier);
  if (found === undefined) return null;
  if (!found.types.includes(type)) return `is a ${type} permission, which tier ${tier} does not have`;
  return type === "write" && found.write === "limited" && !limited
    ? `is not one of the limited writes of tier ${tier}`
    : null;
}
