// A permission that nobody looks at any more has become a habit.

import { dayAfter, everyInWords } from "../../model/calendar.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM007",
  name: "permission-review-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.1.4", "PIS-6.1.4", "EPF-9.2.2", "PIS-11.2.2"],
  summary: "The next review of every permission lies ahead, no further than the policy's cadence.",

  *check(model, asOf) {
    const cadence = model.policy?.value.spec.cadences.permissionReview.value;
    for (const { path, value } of manifestsOf(model))
      for (const [index, { id, reviewBy }] of value.spec.permissions.entries()) {
        const at = `/spec/permissions/${index}/reviewBy`;
        if (reviewBy < asOf)
          yield {
            path,
            at,
            message: `the review of ${id} was due on ${reviewBy}`,
            help: "See whether it is still needed and still narrow enough, then name the day of the next review.",
          };
        else if (cadence !== undefined && reviewBy > dayAfter(asOf, cadence))
          yield {
            path,
            at,
            message: `the next review of ${id} is on ${reviewBy}, and permissions are reviewed ${everyInWords(cadence)}`,
            help: `Name ${dayAfter(asOf, cadence)} or an earlier day.`,
          };
      }
  },
});
