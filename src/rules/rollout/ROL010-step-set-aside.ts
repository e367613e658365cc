// A step that arises is done and shown; saying that it does not arise is no way around it.

import { arisesFrom, arisingClauses, clausesOfStep, wrongPlace } from "../../model/checklists.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { planOf } from "../../model/rollouts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL010",
  name: "step-set-aside",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: arisingClauses,
  summary:
    "A step that the manifest makes arise is not set aside, and what shows tests and documents are tests and documents.",

  *check(model) {
    for (const { id: subject, value } of manifestsOf(model)) {
      const plan = planOf(model, subject);
      if (plan === null) continue;
      for (const part of ["preparation", "implementation"] as const)
        for (const [index, { id, evidence, notApplicable }] of plan.value.spec[part].entries()) {
          const clauses = clausesOfStep(id, subject);
          const at = `/spec/${part}/${index}`;
          const because = notApplicable === undefined ? null : arisesFrom(id, value.spec);
          const folders = wrongPlace(id, evidence ?? []);
          if (because !== null)
            yield {
              path: plan.path,
              at: `${at}/notApplicable`,
              message: `${id} arises, ${because}`,
              help: "Name the files that show it under evidence; evidence: [] while there are none.",
              clauses,
            };
          else if (folders !== null)
            yield {
              path: plan.path,
              at: `${at}/evidence`,
              message: `${evidence?.join(", ")} ${evidence?.length === 1 ? "does" : "do"} not show ${id}`,
              help: `Name a file in ${folders.join(" or ")}.`,
              clauses,
            };
        }
    }
  },
});
