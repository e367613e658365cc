// A review that was left out altogether is no lateness any more.

import { dutiesOf, dutyClauses } from "../../gates/duties.ts";
import { lengthInWords } from "../../model/calendar.ts";
import { rule } from "../rule.ts";
import { lateReview } from "./late.ts";

export default rule({
  id: "REV004",
  name: "review-long-overdue",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: dutyClauses,
  summary: "No review is left out until the next one would be due.",

  *check(model, asOf) {
    for (const duty of dutiesOf(model, asOf))
      if (duty.toldBy === null && duty.longLate)
        yield lateReview(duty, `was left out for ${lengthInWords(duty.cadence)} since`);
  },
});
