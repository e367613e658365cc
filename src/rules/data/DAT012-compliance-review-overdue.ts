// How data is handled is looked at once a year, or nobody knows whether it is still so.

import { dutiesOf } from "../../gates/duties.ts";
import { lifecycles } from "../../gates/lifecycle.ts";
import { isUpgrade } from "../../gates/upgrade.ts";
import { dayAfter, everyInWords } from "../../model/calendar.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DAT012",
  name: "compliance-review-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.5", "PIS-8.1.5"],
  summary: "The next compliance review of a manifest lies ahead, no further than a year or what the policy says.",

  *check(model, asOf) {
    const cadence = model.policy?.value.spec.cadences.annualReview.value;
    const states = lifecycles(model, asOf);
    const rising = new Set(
      [...model.subjects.values()].filter((subject) => isUpgrade(subject, model)).map(({ namespace }) => namespace),
    );
    // By the policy's cadence it may be late as well; then REV001 says so, or REV004.
    const told = new Set(
      dutiesOf(model, asOf).flatMap((duty) =>
        duty.type === "compliance" && duty.latest.on < asOf ? [duty.subject] : [],
      ),
    );
    for (const { id, owner, path, value } of manifestsOf(model)) {
      const stage = states.get(id)?.stage;
      // In maintenance it is an error, which is LIF008's; what has ended owes nothing.
      if (stage === "maintenance" || stage === "end-of-support") continue;
      const { annualReview } = value.spec.compliance;
      const at = "/spec/compliance/annualReview";
      // Who asks for a higher tier hears it there, as what stands in the way: TIR003.
      if (annualReview < asOf && !rising.has(owner) && !told.has(id))
        yield {
          path,
          at,
          message: `the compliance review of ${id} was due on ${annualReview}`,
          help: "Hold the review, and name the day of the next one.",
        };
      else if (cadence !== undefined && annualReview > dayAfter(asOf, cadence))
        yield {
          path,
          at,
          message: `the next compliance review of ${id} is on ${annualReview}, and there is one ${everyInWords(cadence)}`,
          help: `Name ${dayAfter(asOf, cadence)} or an earlier day.`,
        };
    }
  },
});
