// Who is being wound down asks for nothing more.

import { envelopeOf } from "../../gates/decision.ts";
import { type LifecycleState, lifecycles, stageNames } from "../../gates/lifecycle.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { type Request, requested } from "../../model/requests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRO007",
  name: "expansion-while-limited",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-10.2.1", "EPF-8.2.1", "PIS-10.2.1"],
  summary: "Only what is Active and not suspended asks for more than it has.",

  *check(model, asOf) {
    const states = lifecycles(model, asOf);
    for (const request of requested(model)) {
      if (!asksForMore(request, model)) continue;
      const { subject } = request;
      const named = subject.proposal?.value.spec.integrations ?? [];
      const limited = [subject.namespace, ...named].map((id) => states.get(id)).find(isLimited);
      if (limited === undefined) continue;
      yield {
        path: subject.path,
        at: named.includes(limited.subject) ? `/spec/integrations/${named.indexOf(limited.subject)}` : "/spec/category",
        message: `${limited.subject} is ${standing(limited)}, and ${subject.id} asks for more`,
        help: "Bring it back to Active first, with a transition of the lifecycle; what gives something up may be filed at any time.",
      };
    }
  },
});

function isLimited(state: LifecycleState | undefined): boolean {
  return state !== undefined && state.stage !== null && (state.stage !== "active" || state.suspended !== null);
}

function standing({ stage, suspended }: LifecycleState): string {
  return suspended === null ? `in ${stageNames[stage ?? "active"]}` : `suspended until ${suspended.until}`;
}

function asksForMore({ subject, tier, permissions, capabilities }: Request, model: Model): boolean {
  const held = envelopeOf(model, subject.namespace);
  const present = presentNames(model);
  return (
    (tier ?? 0) > (held.tier ?? 0) ||
    permissions.some(({ id }) => !held.permissions.has(present.get(id) ?? id)) ||
    capabilities.some(({ id }) => !held.capabilities.has(id)) ||
    (subject.proposal?.value.spec.integrations ?? []).length > 0
  );
}
