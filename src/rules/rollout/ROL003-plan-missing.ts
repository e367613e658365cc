// What reaches users was planned: how it is versioned, what every version keeps to, and who gets it when.

import { planOf } from "../../model/rollouts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL003",
  name: "plan-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.5.1", "PEP-2.5.2", "PEP-2.5.3"],
  summary: "Nothing is released without an integration plan.",

  *check(model) {
    const reported = new Set<string>();
    for (const { path, value } of model.releases.values()) {
      const { subject, version } = value.spec;
      const folder = path.slice(0, path.lastIndexOf("/releases/"));
      // A plan whose shape does not hold has findings of its own.
      if (planOf(model, subject) !== null || model.documents.has(`${folder}/plan.yaml`) || reported.has(subject))
        continue;
      reported.add(subject);
      yield {
        path,
        at: "/spec/subject",
        message: `${subject} ${version} is released without an integration plan`,
        help: `Write one: kwanus new plan --subject ${subject}`,
        // Whoever restores what was deleted has one.
        follows: [{ rule: "IDN007", path: `${folder}/plan.yaml` }],
      };
    }
  },
});
