// After the end of support nothing is left that could be used.

import { lifecycles } from "../../gates/lifecycle.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF005",
  name: "access-left-after-end",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-8.4.1", "EPF-8.4.2", "PIS-10.4.1", "PIS-10.4.2"],
  summary: "After the end of support a manifest has no permission, no workflow and no credential that is in force.",

  *check(model, asOf) {
    const states = lifecycles(model, asOf);
    for (const { path, id, value } of manifestsOf(model)) {
      const state = states.get(id);
      if (state?.stage !== "end-of-support") continue;
      const ended = `support of ${state.inheritedFrom ?? id} ended on ${state.since}`;
      for (const [index, permission] of value.spec.permissions.entries())
        yield {
          path,
          at: `/spec/permissions/${index}`,
          message: `${ended}, and ${id} still declares ${permission.id}`,
          help: "Remove the permission.",
        };
      for (const [index, workflow] of (value.spec.workflows ?? []).entries())
        yield {
          path,
          at: `/spec/workflows/${index}`,
          message: `${ended}, and ${id} still has the workflow ${workflow.id}`,
          help: "Remove the workflow.",
        };
      for (const [index, { id: credential, revoked }] of (value.spec.api?.credentials ?? []).entries())
        if (revoked === null || revoked > asOf)
          yield {
            path,
            at: `/spec/api/credentials/${index}/revoked`,
            message: `${ended}, and credential ${credential} is not revoked`,
            help: "Revoke it on the platform and write the day here.",
          };
    }
  },
});
