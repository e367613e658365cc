// What a review found is worth as much as what came of it.

import { lifecycles } from "../../gates/lifecycle.ts";
import { openFindings } from "../../model/reviews.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "REV003",
  name: "finding-open-past-due",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-10.2.3", "EPF-11.2.1", "PEP-13.2.1", "PIP-12.2.1", "EIP-12.2.1"],
  summary: "What a review found is closed by the day it names, as long as what was reviewed is in use.",

  *check(model, asOf) {
    const late = openFindings(model, asOf).filter(({ finding }) => finding.due < asOf);
    const states = late.length === 0 ? null : lifecycles(model, asOf);
    for (const { review, at, finding } of late) {
      const { subject } = review.value.spec;
      if (states?.get(subject)?.stage !== "end-of-support")
        yield {
          path: review.path,
          at: `${at}/due`,
          message: `finding ${finding.id} of ${review.value.metadata.id} was to be closed by ${finding.due}, and ${finding.owner} answers for it`,
          help: "Mend what it says and name the day in closed; a later day needs a reason that its reviewers accept.",
        };
    }
  },
});
