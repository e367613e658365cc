// What users do here is followed by nobody elsewhere.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";
import { isTracking } from "./recipients.ts";

export default rule({
  id: "DAT006",
  name: "external-tracking",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-6.2.3", "PIS-8.2.3"],
  summary: "No data goes to anybody for analytics or advertising.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const [index, use] of specIn(facts).data.entries())
      for (const [item, recipient] of (use.recipients ?? []).entries())
        if (isTracking(recipient))
          yield {
            at: `/spec/data/${index}/recipients/${item}/purpose`,
            message: `${use.class} goes to ${recipient.id} for ${recipient.purpose}: that is external tracking`,
            help: "No approval can allow it. Remove the recipient; the platform measures use itself.",
          };
  },
});
