// What a tier asks of its partners the gate asks of the bodies.

import type { Policy, Tier } from "../../document/types.gen.ts";
import { rosters } from "../../model/proposed.ts";
import { specifiedTiers } from "../policy/specified.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR006",
  name: "tier-review-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.2.4", "EPF-2.3.4", "PEP-7.3.1"],
  summary: "The decision gate carries out the reviews that each tier requires, a new tier included.",

  *check(model) {
    for (const { policy, owns } of rosters(model)) {
      if (policy === null || !owns(policy.path)) continue;
      const { path, value } = policy;
      // That there is none is POL003's.
      if (!value.spec.gates.some(({ id }) => id === "decision")) continue;
      for (const [index, tier] of value.spec.tiers.entries())
        for (const missing of missingReviews(tier, value.spec.gates))
          yield {
            path,
            at: `/spec/tiers/${index}`,
            message: `tier ${tier.id} ${missing}`,
            help: `Add it to gates, decision, tiers: { tier: ${tier.id}, mustApprove: [SCO], mayAbstain: ${!isIntelligence(tier)} }`,
          };
    }
  },
});

/** The types of a tier. What the specification does not give it is POL013's, and calls for no review. */
function typesOf({ id, types }: Tier): readonly string[] {
  const most = specifiedTiers.find((tier) => tier.id === id)?.types ?? types;
  return types.filter((type) => most.includes(type));
}

function isIntelligence(tier: Tier): boolean {
  const { requires } = tier;
  return typesOf(tier).includes("intelligence") || requires.includes("full-governance-review");
}

/** The specification asks for reviews by what a tier may do; a policy may ask for more of them, never for fewer. */
function* missingReviews(tier: Tier, gates: Policy["spec"]["gates"]): Generator<string> {
  const entry = gates.find(({ id }) => id === "decision")?.tiers.find((one) => one.tier === tier.id);
  const acts = typesOf(tier).some((type) => type !== "read");
  if ((acts || tier.requires.includes("security-review")) && !entry?.mustApprove.includes("SCO"))
    yield "needs a security review, and the decision gate passes it without the approval of SCO";
  if (isIntelligence(tier) && entry?.mayAbstain !== false)
    yield "needs a full governance review, and the decision gate lets bodies abstain";
}
