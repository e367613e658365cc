// A permission has a lowest tier, and its type must be one the tier may have.

import { boundariesOf } from "../../gates/boundary.ts";
import { tooHigh } from "../../gates/restricted.ts";
import type { Model } from "../../model/model.ts";
import { registered } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "TIR002",
  name: "permission-above-tier",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.1.3", "EPF-2.2.2", "EPF-2.3.1", "PIS-6.2.4", "PIS-2.1.3", "PIS-3.1.3"],
  summary: "A permission is asked for and used only from the tier on that may have it.",

  *check(model, asOf) {
    yield* inRequests(model);
    // What was not granted is too wide at any tier, and PRM010 says so.
    for (const { manifest, envelope, holdings } of boundariesOf(model, asOf))
      for (const { declared, granted, breaches } of holdings)
        for (const { verdict, why } of granted === null ? [] : breaches)
          if (verdict === "above tier" && envelope.tier !== null)
            for (const { id, at } of declared) yield { path: manifest.path, at, message: `"${id}" ${why}`, help };
  },
});

const help = "Ask for the tier that may have it, or leave it out.";

function* inRequests(model: Model): Generator<Defect> {
  const registry = registered(model);
  for (const { subject, tier, permissions } of requested(model))
    for (const { id, at } of tier === null ? [] : permissions) {
      const permission = registry.get(id);
      const why = permission === undefined || tier === null ? null : tooHigh(permission, tier, model);
      if (why !== null)
        yield { path: subject.path, at, message: `"${id}" ${why}, and ${subject.id} asks for tier ${tier}`, help };
    }
}
