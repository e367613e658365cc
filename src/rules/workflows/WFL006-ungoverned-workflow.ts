// A workflow runs on what was approved, and what predicts was approved as that.

import type { Workflow } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { presentNames, registered } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { type Defect, rule } from "../rule.ts";

const predicting = ["predictive-workflows", "intelligence-workflows"];

export default rule({
  id: "WFL006",
  name: "ungoverned-workflow",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-4.3.4", "PEP-5.2.2", "EPF-4.2.3", "PIS-3.2.3", "PEP-6.2.3", "PEP-8.2.3"],
  summary: "Every workflow, built or asked for, rests on a permission, and one that predicts on a granted capability.",

  *check(model) {
    yield* asked(model);
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

/** The capabilities under which workflows run. */
const running = ["workflow-triggers", ...predicting];

/** Before there is a manifest: who asks for workflows holds, or asks for, a permission that they could run with. */
function* asked(model: Model): Generator<Defect> {
  const registry = registered(model);
  const classes = model.policy?.value.spec.capabilities ?? [];
  for (const { subject, tier, capabilities, permissions } of requested(model)) {
    const held = envelopeOf(model, subject.namespace);
    const types = [...held.permissions.keys(), ...permissions.map(({ id }) => id)].map((id) => registry.get(id)?.type);
    if (types.includes("workflow") || types.includes("intelligence")) continue;
    // What begins at a higher tier is TIR001's, and what the policy does not list IDN004's: it has to go anyway.
    const reached = tier ?? held.tier ?? 0;
    const known = new Set(classes.flatMap(({ id, minimumTier }) => (minimumTier <= reached ? [id] : [])));
    for (const { id, at } of capabilities)
      if (running.includes(id) && known.has(id))
        yield {
          path: subject.path,
          at,
          message: `it asks for workflows with "${id}", and ${subject.namespace} would hold no permission that they run with`,
          help: "Ask for a permission of type workflow or intelligence too; governance/permissions.yaml lists them.",
          clauses: ["EPF-4.3.4", "PEP-5.2.2"],
        };
  }
}

/** Whether a workflow predicts: it says so, or uses a permission that only serves to. */
function predictor(model: Model): (workflow: Workflow) => boolean {
  const present = presentNames(model);
  const entries = model.permissions?.value.spec.permissions ?? [];
  const types = new Map(entries.map(({ id, type }) => [id, type]));
  return ({ intelligence, permissions }) =>
    intelligence || permissions.some((id) => types.get(present.get(id) ?? id) === "intelligence");
}
