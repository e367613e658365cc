// A workflow starts when something starts it, and only the platform can.

import { didYouMean } from "../../document/suggest.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import { coveredReleases } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL008",
  name: "trigger-not-offered",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-6.2.2", "PIP-4.2.1"],
  summary: "Every trigger of a workflow is one that some OS version it is declared for has.",

  *check(model, asOf) {
    const offer = model.platform?.value.spec;
    if (offer === undefined) return;
    for (const { path, value } of manifestsOf(model)) {
      const covered = coveredReleases(value.spec, offer, asOf);
      // Where nothing is covered CMP002 says so, and where one does not list its triggers nobody can tell.
      if (covered.length === 0 || covered.some(({ triggers }) => triggers === undefined)) continue;
      const known = [...new Set(covered.flatMap(({ triggers = [] }) => triggers))];
      for (const { workflow, at } of workflowsIn(value.spec))
        for (const [index, trigger] of workflow.triggers.entries())
          if (!known.includes(trigger))
            yield {
              path,
              at: `${at}/triggers/${index}`,
              message: `no OS version in ${value.spec.compatibility.os} has the trigger ${trigger}, which starts workflow ${workflow.id}`,
              help: didYouMean(trigger, known) ?? `They have ${known.slice(0, 12).join(", ") || "none at all"}.`,
            };
    }
  },
});
