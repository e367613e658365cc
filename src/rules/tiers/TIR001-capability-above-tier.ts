// A capability has a lowest tier, and a request stays at or above it.

import type { CapabilityClass } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { registered } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "TIR001",
  name: "capability-above-tier",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.1.2", "EPF-2.2.1", "EPF-2.3.2", "PIS-3.1.2"],
  summary: "A capability is asked for, and a workflow run, only from the tier on that may have it.",

  *check(model) {
    const classes = model.policy?.value.spec.capabilities ?? [];
    for (const { subject, tier, capabilities } of requested(model))
      for (const { id, at } of capabilities) {
        const found = classes.find((capability) => capability.id === id);
        if (found !== undefined && found.access !== "forbidden" && tier !== null && found.minimumTier > tier)
          yield {
            path: subject.path,
            at,
            message: `"${id}" begins at tier ${found.minimumTier}, and ${subject.id} asks for tier ${tier}`,
            help: `Ask for tier ${found.minimumTier}, or leave the capability out.`,
          };
      }
    yield* workflowsBelow(classes, model);
  },
});

/** A workflow has triggers, whoever has the last word in it; one that rests on reads alone no permission would give away. */
function* workflowsBelow(classes: readonly CapabilityClass[], model: Model): Generator<Defect> {
  const first = classes.find(({ id }) => id === "workflow-triggers")?.minimumTier;
  const registry = registered(model);
  for (const { path, owner, value } of manifestsOf(model)) {
    const { tier } = envelopeOf(model, owner);
    if (first === undefined || tier === null || tier >= first) continue;
    for (const { workflow, at } of workflowsIn(value.spec)) {
      const types = workflow.permissions.map((id) => registry.get(id)?.type);
      // Without permissions it is WFL006's, triggered without the right one WFL005's, and with it the permission is too high.
      if (workflow.type === "triggered" || types.length === 0 || types.some((type) => type !== "read")) continue;
      yield {
        path,
        at: `${at}/triggers`,
        part: "key",
        message: `workflow ${workflow.id} has triggers, which begin at tier ${first}, and ${owner} has tier ${tier}`,
        help: `Leave the workflow out, or ask for tier ${first}: kwanus propose tier --partner ${owner}`,
      };
    }
  }
}
