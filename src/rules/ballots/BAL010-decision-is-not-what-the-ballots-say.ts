// A decision is computed, not claimed.

import { rule } from "../rule.ts";

export default rule({
  id: "BAL010",
  name: "decision-is-not-what-the-ballots-say",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.4.1", "EPF-3.4.2", "PEP-2.4.1", "PEP-2.4.2"],
  summary: "A decision is exactly what its ballots amount to under the policy of the base.",

  *check({ decisions }) {
    for (const { subject, file, fault } of decisions)
      if (fault?.rule === "BAL010")
        yield {
          path: file.path,
          message: `this is not what the ballots of ${subject.id} amount to: ${fault.reason}`,
          help: `Let kwanus write it: kwanus decide ${subject.id}`,
        };
  },
});
