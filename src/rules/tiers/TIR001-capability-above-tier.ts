// A capability has a lowest tier, and a request stays at or above it.

import { requested } from "../../model/requests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "TIR001",
  name: "capability-above-tier",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.1.2", "EPF-2.2.1", "EPF-2.3.2", "PIS-3.1.2"],
  summary: "A capability is asked for only from the tier on that may have it.",

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
  },
});
