// A review that is late is a question nobody has asked.

import { dutiesOf, dutyClauses } from "../../gates/duties.ts";
import { rule } from "../rule.ts";
import { lateReview } from "./late.ts";

export default rule({
  id: "REV001",
  name: "review-overdue",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: dutyClauses,
  summary: "Every review that the specification asks for is held by its day.",

  *check(model, asOf) {
    for (const duty of dutiesOf(model, asOf))
      if (duty.toldBy === null && duty.latest.on < asOf && !duty.longLate) yield lateReview(duty, "was due on");
  },
});
