// A governance decision replaces exactly the bytes it names, once.

import { rule } from "../rule.ts";

export default rule({
  id: "POL001",
  name: "decision-applied-twice",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-3.4.1", "EPF-11.1.2"],
  summary: "A governance decision lands once, on the very files it means to replace.",

  *check({ decisions }) {
    for (const { subject, file, fault } of decisions)
      if (fault?.rule === "POL001")
        yield {
          path: file.path,
          message: fault.reason,
          help: `kwanus refresh ${subject.id} renews the proposal on what is in force now; then everybody votes again.`,
        };
  },
});
