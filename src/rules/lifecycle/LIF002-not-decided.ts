// A transition takes effect by its decision; a day that has passed takes none.

import { openTransitions } from "../../model/transitions.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF002",
  name: "not-decided",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-9.1.4", "PIS-11.1.4"],
  summary: "A transition is decided before the day it names.",

  *check(model, asOf) {
    for (const { subject, path, spec } of openTransitions(model))
      if (spec.effective < asOf)
        yield {
          path,
          at: "/spec/effective",
          message: `${subject.id} was to take effect on ${spec.effective} and is not decided: ${spec.subject} is still in ${spec.from}`,
          help: `It takes effect on the day of its decision. See whose move it is: kwanus status ${subject.id}`,
        };
  },
});
