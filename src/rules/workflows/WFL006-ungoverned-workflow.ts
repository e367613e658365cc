// A workflow runs on what was approved, and what predicts was approved as that.

import type { Workflow } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

const predicting = ["predictive-workflows", "intelligence-workflows"];

export default rule({
  id: "WFL006",
  name: "ungoverned-workflow",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-4.3.4", "PEP-5.2.2", "EPF-4.2.3", "PIS-3.2.3", "PEP-6.2.3", "PEP-8.2.3"],
  summary: "Every workflow rests on a permission, and one that predicts on a granted capability.",

  *check(model) {
    const predicts = predictor(model);
    for (const { path, owner, value } of manifestsOf(model)) {
      const { capabilities } = envelopeOf(model, owner);
      for (const { workflow, at } of workflowsIn(value.spec))
        if (workflow.permissions.length === 0)
          yield {
            path,
            at: `${at}/permissions`,
            part: "key",
            message: `workflow ${workflow.id} rests on no permission, so no approval covers it`,
            help: "Name the permissions it runs with.",
          };
        else if (predicts(workflow) && !predicting.some((id) => capabilities.has(id)))
          yield {
            path,
            at: `${at}/intelligence`,
            message: `workflow ${workflow.id} predicts or decides, and ${owner} was not granted ${predicting.join(" or ")}`,
            help: "Ask for it with kwanus propose integration; all four bodies must approve.",
          };
    }
  },
});

/** Whether a workflow predicts: it says so, or uses a permission that only serves to. */
function predictor(model: Model): (workflow: Workflow) => boolean {
  const present = presentNames(model);
  const entries = model.permissions?.value.spec.permissions ?? [];
  const types = new Map(entries.map(({ id, type }) => [id, type]));
  return ({ intelligence, permissions }) =>
    intelligence || permissions.some((id) => types.get(present.get(id) ?? id) === "intelligence");
}
