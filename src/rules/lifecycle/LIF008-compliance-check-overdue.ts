// Maintenance is granted to what is kept in order.

import { lifecycles } from "../../gates/lifecycle.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF008",
  name: "compliance-check-overdue",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-8.2.2", "PIS-10.2.2"],
  summary: "What is in maintenance has its annual compliance review ahead, not behind.",

  *check(model, asOf) {
    const states = lifecycles(model, asOf);
    for (const { path, id, value } of manifestsOf(model)) {
      const { annualReview } = value.spec.compliance;
      if (states.get(id)?.stage === "maintenance" && annualReview < asOf)
        yield {
          path,
          at: "/spec/compliance/annualReview",
          message: `${id} is in maintenance and its compliance review was due on ${annualReview}`,
          help: "Hold the review, then name the day of the next one.",
        };
    }
  },
});
