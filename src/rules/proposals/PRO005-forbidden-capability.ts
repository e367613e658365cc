// Some capabilities nobody may have, at any tier, by any vote.

import { requested } from "../../model/requests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRO005",
  name: "forbidden-capability",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-4.3.1", "PEP-6.3.1", "PEP-8.3.1", "PIS-3.3.1"],
  summary: "Nobody asks for what the specification forbids.",

  *check(model) {
    const classes = model.policy?.value.spec.capabilities ?? [];
    for (const { subject, capabilities } of requested(model))
      for (const { id, at } of capabilities) {
        const found = classes.find((capability) => capability.id === id);
        if (found?.access === "forbidden")
          yield {
            path: subject.path,
            at,
            message: `"${id}" is forbidden (${found.source})`,
            help: "No approval can allow it. Remove it.",
          };
      }
  },
});
