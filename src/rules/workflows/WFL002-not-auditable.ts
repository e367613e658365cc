// What leaves no record cannot be looked into.

import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL002",
  name: "not-auditable",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-4.5.2", "EPF-6.1.4", "PIS-8.1.4"],
  summary: "Every run of a workflow leaves a record.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const { workflow, at } of workflowsIn(specIn(facts)))
      if (!workflow.auditable)
        yield {
          at: `${at}/auditable`,
          message: `workflow ${workflow.id} is not auditable: its runs leave no record`,
          help: "Record every run: time, user, trigger and outcome.",
        };
  },
});
