// What cannot be taken back should not run by itself.

import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL003",
  name: "not-reversible",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-4.5.3"],
  summary: "What a workflow did can be undone.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const { workflow, at } of workflowsIn(specIn(facts)))
      if (!workflow.reversible)
        yield {
          at: `${at}/reversible`,
          message: `workflow ${workflow.id} is not reversible: what it did cannot be undone`,
          help: "Keep what was there before, so that a run can be taken back.",
        };
  },
});
