// A step is done when something shows it, and everything is done before users get it.

import { clausesOfStep, stepClauses } from "../../model/checklists.ts";
import { planOf } from "../../model/rollouts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL007",
  name: "step-not-shown",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: stepClauses,
  summary: "When something is released, every step of its plan has evidence, or a reason why it does not arise.",

  *check(model) {
    const subjects = new Set([...model.releases.values()].map(({ value }) => value.spec.subject));
    for (const subject of subjects) {
      const plan = planOf(model, subject);
      if (plan === null) continue;
      for (const part of ["preparation", "implementation"] as const) {
        const open = plan.value.spec[part].flatMap(({ id, evidence }) => (evidence?.length === 0 ? [id] : []));
        if (open.length > 0)
          yield {
            path: plan.path,
            at: `/spec/${part}`,
            part: "key",
            message: `${subject} is released, and nothing shows that this is done: ${open.join(", ")}`,
            help: "Name the files that show each step, or say under notApplicable why it does not arise.",
            clauses: [...new Set(open.flatMap((id) => clausesOfStep(id, subject)))],
          };
      }
    }
  },
});
