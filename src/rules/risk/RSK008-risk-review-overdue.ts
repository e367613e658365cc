// A risk is looked at again by the day that was promised.

import { isClosed } from "../../model/model.ts";
import { assessments } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK008",
  name: "risk-review-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-11.1.4"],
  summary: "The review of a risk lies ahead, as long as its assessment is in use.",

  *check(model, asOf) {
    for (const { path, subject, risks } of assessments(model))
      for (const { at, entry } of subject !== null && isClosed(subject) ? [] : risks)
        if (entry.reviewBy < asOf)
          yield {
            path,
            at: `${at}/reviewBy`,
            message: `this ${entry.category} risk was to be looked at again by ${entry.reviewBy}, and ${entry.owner} answers for it`,
            help: "Look at it, correct the scores, then name the day of the next review.",
          };
  },
});
