// Access is temporary: what is kept for long becomes a copy nobody governs.

import { lengthInWords, mayOutlast } from "../../model/calendar.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DAT004",
  name: "retention-too-long",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.2", "EPF-6.2.1", "PIS-7.1.3", "PIS-8.1.2", "PIS-8.2.2"],
  summary: "Data is kept no longer than the policy allows.",

  *check(model) {
    const limit = model.policy?.value.spec.retention.value;
    if (limit === undefined) return;
    for (const { path, value } of manifestsOf(model))
      for (const [index, use] of value.spec.data.entries())
        if (mayOutlast(use.retention, limit))
          yield {
            path,
            at: `/spec/data/${index}/retention`,
            message: `${use.class} is kept for ${lengthInWords(use.retention)}, and the policy allows ${lengthInWords(limit)}`,
            help: `Write ${limit}, or less, and fetch it again when it is needed.`,
          };
  },
});
