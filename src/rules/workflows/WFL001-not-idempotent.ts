// A run that is repeated after a failure must not do its work twice.

import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL001",
  name: "not-idempotent",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-4.5.1"],
  summary: "Running a workflow twice does what running it once does.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const { workflow, at } of workflowsIn(specIn(facts)))
      if (!workflow.idempotent)
        yield {
          at: `${at}/idempotent`,
          message: `workflow ${workflow.id} is not idempotent: running it twice does more than running it once`,
          help: "Give each run a key, and do nothing where the key has been seen.",
        };
  },
});
