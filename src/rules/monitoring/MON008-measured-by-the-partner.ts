// A partner does not measure itself.

import { correctedBy, partial } from "../../model/measurements.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON008",
  name: "measured-by-the-partner",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.6.1", "EPF-3.6.2", "EPF-3.6.3"],
  summary: "Nobody who works for a partner measures it.",

  *check(model) {
    const all = [...model.measurements.values()];
    const corrected = new Set(all.map((held) => correctedBy(held, model)?.path));
    for (const held of all) {
      // Somebody may have gone to work for the partner since: then it is measured again.
      if (corrected.has(held.path)) continue;
      const { subject, measuredBy } = held.value.spec;
      for (const person of partial(held, model))
        yield {
          path: held.path,
          at: `/spec/measuredBy/${measuredBy.indexOf(person)}`,
          message: `${person} works for ${subject.split("/")[0]} and measured ${subject}`,
          help: "Let somebody else read the source again: kwanus new measurement --corrects ID, if this one has landed.",
        };
    }
  },
});
