// Restricted is what takes a capability of its own, so that the bodies see what a permission is for.

import { envelopeOf } from "../../gates/decision.ts";
import { presentNames } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { rule } from "../rule.ts";
import { capabilitiesFor } from "./restricted.ts";

export default rule({
  id: "PRM008",
  name: "restricted-without-capability",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "EPF-4.2.1",
    "EPF-4.2.2",
    "PIS-3.2.1",
    "PIS-3.2.2",
    "PEP-6.2.1",
    "PEP-6.2.2",
    "PEP-6.2.3",
    "PEP-8.2.1",
    "PEP-8.2.2",
    "PEP-8.2.3",
  ],
  summary:
    "Who asks for a write, advanced or intelligence permission holds the capability for it, or asks for that too.",

  *check(model) {
    const registry = new Map(model.permissions?.value.spec.permissions.map((entry) => [entry.id, entry]));
    const known = new Set(model.policy?.value.spec.capabilities.map(({ id }) => id));
    const present = presentNames(model);
    for (const { subject, permissions, capabilities } of requested(model)) {
      const held = new Set([...envelopeOf(model, subject.namespace).capabilities, ...capabilities.map(({ id }) => id)]);
      for (const { id, at } of permissions) {
        const permission = registry.get(present.get(id) ?? id);
        for (const needed of permission === undefined ? [] : capabilitiesFor(permission))
          if (needed.some((capability) => known.has(capability)) && !needed.some((capability) => held.has(capability)))
            yield {
              path: subject.path,
              at,
              message: `"${id}" is restricted to who has ${needed.join(" or ")}, and ${subject.id} does not ask for it`,
              help: `Add ${needed.find((capability) => known.has(capability))} to requestedCapabilities, with what you will do.`,
            };
      }
    }
  },
});
