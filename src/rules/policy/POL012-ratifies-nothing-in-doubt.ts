// What is ratified needs it: a landing that verify refuses, or a decision that is undermined.

import { rule } from "../rule.ts";

export default rule({
  id: "POL012",
  name: "ratifies-nothing-in-doubt",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "PEP-3.4.1"],
  summary:
    "A governance proposal ratifies landings that verify refuses and decisions that are undermined, nothing else.",

  *check({ futile }) {
    for (const { subject, index, fault } of futile)
      yield {
        path: subject.path,
        at: `/spec/ratifies/${index}`,
        message: `this cannot be ratified: ${fault.message}`,
        help: fault.help,
      };
  },
});
