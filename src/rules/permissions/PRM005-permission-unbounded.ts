// A permission without an end is a permission for everything.

import { isUnbounded } from "../../model/scopes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM005",
  name: "permission-unbounded",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-4.3.3", "PEP-5.2.1", "PEP-6.3.3", "PIS-3.3.3", "PEP-8.3.3", "PIP-7.2.1", "EIP-7.2.1"],
  summary: "Every permission has a scope that bounds it.",
  kinds: ["Integration", "Component", "Application", "Proposal"],

  *check({ permissions }) {
    for (const { id, scope, entry } of permissions)
      if (scope !== null && isUnbounded(scope))
        yield {
          at: `${entry}/scope`,
          message: `"${scope}" does not bound ${id}`,
          help: "Say whose data and which records, for example own-users.",
        };
  },
});
