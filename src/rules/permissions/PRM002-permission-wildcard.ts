// A wildcard grants what nobody has read.

import { rule } from "../rule.ts";

export default rule({
  id: "PRM002",
  name: "permission-wildcard",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-6.3.1", "EPF-5.2.2"],
  summary: "Every permission must be named; wildcards are forbidden.",
  kinds: ["Integration", "Component", "Application", "Proposal", "PermissionRegistry"],

  *check({ permissions }) {
    const listed = new Set(permissions.filter(({ declared }) => declared).map(({ id }) => id));
    for (const { id, at, declared } of permissions)
      if (id.includes("*") && (declared || !listed.has(id)))
        yield {
          at,
          message: `"${id}" is a wildcard`,
          help: "Name every permission by its id in governance/permissions.yaml.",
        };
  },
});
