// A violation, failure, misuse or instability puts the tier itself in question.

import { envelopeOf } from "../../gates/decision.ts";
import { lifecycles } from "../../gates/lifecycle.ts";
import { troubles } from "../../gates/troubles.ts";
import type { Model } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR004",
  name: "downgrade-trigger-open",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-7.2.1", "PEP-7.2.2", "PEP-7.2.3", "PEP-7.2.4"],
  summary: "Once the bodies have acted on a violation, failure, misuse or instability, the tier is asked about too.",

  *check(model, asOf) {
    const states = lifecycles(model, asOf);
    const tiers = model.policy?.value.spec.tiers ?? [];
    for (const [owner, { path }] of model.partners) {
      const { tier } = envelopeOf(model, owner);
      if (tier === null || !tiers.some(({ id }) => id < tier) || states.get(owner)?.stage === "end-of-support")
        continue;
      for (const { subject, cause, step } of troubles(owner, model, asOf))
        if (!wasAsked(owner, tier, step.effective, model))
          yield {
            path,
            message: `${step.id} moved ${subject} for ${cause} on ${step.effective}, and nobody has asked whether ${owner} keeps tier ${tier}`,
            help: `File a downgrade and let the bodies decide: kwanus propose tier --partner ${owner}. If they reject it, the tier stays.`,
          };
    }
  },
});

/** True when a tier proposal that does not rise was filed since, whatever became of it. */
function wasAsked(owner: string, tier: number, since: string, { subjects }: Model): boolean {
  return [...subjects.values()].some(({ namespace, proposal }) => {
    const { category, requestedTier, filed } = proposal?.value.spec ?? {};
    return (
      namespace === owner &&
      category === "tier" &&
      (requestedTier ?? tier) <= tier &&
      filed !== undefined &&
      filed >= since
    );
  });
}
