// A violation, failure, misuse or instability puts the tier itself in question.

import { decisionsIn, envelopeOf } from "../../gates/decision.ts";
import { triggers } from "../../gates/downgrade-triggers.ts";
import { lifecycles } from "../../gates/lifecycle.ts";

import type { Model, Subject } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR004",
  name: "downgrade-trigger-open",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-7.2.1", "PEP-7.2.2", "PEP-7.2.3", "PEP-7.2.4"],
  summary:
    "Once a violation, failure, misuse or instability is acted upon, measured or found, the tier is asked about.",

  *check(model, asOf) {
    const states = lifecycles(model, asOf);
    const tiers = model.policy?.value.spec.tiers ?? [];
    for (const [owner, { path }] of model.partners) {
      const { tier } = envelopeOf(model, owner);
      if (tier === null || !tiers.some(({ id }) => id < tier) || states.get(owner)?.stage === "end-of-support")
        continue;
      for (const { what, since } of triggers(owner, model, asOf))
        if (!wasAsked(owner, since, model))
          yield {
            path,
            message: `${what}, and nobody has asked whether ${owner} keeps tier ${tier}`,
            help: `File a downgrade and let the bodies decide: kwanus propose tier --partner ${owner}. If they reject it, the tier stays.`,
          };
    }
  },
});

/** True when a tier proposal that did not rise was filed since, whatever became of it. */
function wasAsked(owner: string, since: string, model: Model): boolean {
  return [...model.subjects.values()].some((subject) => {
    const { category, requestedTier, filed } = subject.proposal?.value.spec ?? {};
    if (subject.namespace !== owner || category !== "tier" || filed === undefined || filed < since) return false;
    const tier = tierBefore(subject, model);
    return tier !== null && (requestedTier ?? tier) <= tier;
  });
}

/** The tier that the partner had when a proposal was decided, or has while it is not. */
function tierBefore({ namespace, gate, decisions }: Subject, model: Model): number | null {
  const n = decisions.get(gate)?.value.spec.n ?? Number.POSITIVE_INFINITY;
  const granted = decisionsIn(model, namespace).flatMap(({ value }) =>
    value.spec.n < n ? (value.spec.grants?.tier ?? []) : [],
  );
  return granted.at(-1) ?? null;
}
