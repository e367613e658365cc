// A decision in which a stolen key took part stands, and is looked at again.

import { doubtInWords } from "../../landing/undermined.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "BAL015",
  name: "decision-undermined",
  severity: "warning",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "EPF-3.4.2"],
  summary: "A decision that rests on a key compromised since before it landed is ratified, or decided anew.",

  *check({ doubted }) {
    for (const doubt of doubted) {
      const { subject, file, certain } = doubt;
      yield {
        path: file.path,
        message: doubtInWords(doubt),
        help: certain
          ? `It stands until the bodies say otherwise. To keep it: kwanus propose governance --ratifies ${subject.id}`
          : "Fetch the whole history: git fetch --unshallow (in a partial clone: git fetch --refetch --no-filter)",
      };
    }
  },
});
