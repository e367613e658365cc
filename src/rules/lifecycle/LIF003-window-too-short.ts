// Whoever depends on something gets the time the policy promises before it ends.

import { isShortened, windowShortBy } from "../../gates/lifecycle-gate.ts";
import { lengthInWords } from "../../model/calendar.ts";
import { openTransitions } from "../../model/transitions.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF003",
  name: "window-too-short",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-8.3.3", "PIS-10.3.3"],
  summary: "Between deprecation and end of support lies the window of the policy.",

  *check(model) {
    for (const { path, spec } of openTransitions(model)) {
      const earliest = windowShortBy(spec, model);
      // For violation and misuse the window may be cut short; then all bodies must approve.
      if (earliest === null || isShortened(spec, model)) continue;
      const window = model.policy?.value.spec.windows.deprecation.value;
      yield {
        path,
        at: spec.to === "deprecation" ? "/spec/endOfSupport" : "/spec/effective",
        message: `support of ${spec.subject} would end before its deprecation window of ${lengthInWords(window ?? "the policy")} has passed`,
        help: `Name ${earliest} or a later day. Only a violation or misuse can cut the window short, by all bodies together.`,
      };
    }
  },
});
