// A permission that nobody looks at any more has become a habit.

import { permissionReviews } from "../../gates/permission-reviews.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM007",
  name: "permission-review-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.1.4", "PIS-6.1.4", "EPF-9.2.2", "PIS-11.2.2"],
  summary:
    "Every permission is reviewed by the day that its manifest names, or that the last review or its grant sets.",

  *check(model, asOf) {
    const reviewsOf = permissionReviews(model, asOf);
    // What was left out for a whole further cadence is REV004's.
    for (const manifest of manifestsOf(model))
      for (const { id, at, reviewBy, from, due, longLate } of reviewsOf(manifest))
        if (due < asOf && !longLate)
          yield {
            path: manifest.path,
            at,
            message: `the review of ${id} was due on ${due}${due === reviewBy ? "" : `: ${from}`}`,
            help: `SCO holds it: kwanus new review --subject ${manifest.id} --type permission. The next is counted from it.`,
          };
  },
});
