// A risk that matters has a plan.

import { assessments, bandOf, inWords, isAbove, scoreOf } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK003",
  name: "mitigation-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.3.2", "PEP-2.3.2", "PEP-11.1.2", "PEP-5.1.5", "PIP-2.1.4", "PIP-3.1.4", "EIP-2.1.4", "EIP-3.1.4"],
  summary: "Whatever is more than a low risk has a mitigation.",

  *check(model) {
    for (const { path, risks } of assessments(model))
      for (const { at, entry } of risks) {
        const score = scoreOf(entry.inherent);
        const band = bandOf(score, model.policy);
        // A risk that falls without a mitigation is RSK002's.
        const falls = scoreOf(entry.residual) < score;
        if (entry.mitigation.length === 0 && !falls && band !== null && isAbove(band, "low"))
          yield {
            path,
            at: `${at}/mitigation`,
            part: "key",
            message: `nothing is done about a ${entry.category} risk of ${inWords(score, model.policy)}`,
            help: "Add what is done: a permission or workflow restriction, a remediation, or suspension.",
          };
      }
  },
});
