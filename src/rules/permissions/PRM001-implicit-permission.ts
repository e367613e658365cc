// What an integration uses it declares: nothing is granted by being called.

import { rule } from "../rule.ts";

export default rule({
  id: "PRM001",
  name: "implicit-permission",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2", "EPF-5.2.1", "PIS-6.1.2", "PIS-6.3.2", "PIS-3.4.3", "PIS-4.2.2"],
  summary: "Every permission that a call, workflow or extension uses is declared.",
  kinds: ["Integration", "Component"],

  *check({ permissions }) {
    const declared = new Set(permissions.filter((permission) => permission.declared).map(({ id }) => id));
    // A wildcard cannot be declared either: PRM002 names it.
    for (const { id, at, usedBy } of permissions)
      if (usedBy !== null && !declared.has(id) && !id.includes("*"))
        yield {
          at,
          message: `${usedBy} uses "${id}", which the manifest does not declare`,
          help: `Add ${id} to spec.permissions with justification, scope and review date.`,
        };
  },
});
