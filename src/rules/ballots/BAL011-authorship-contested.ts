// Naming somebody as author takes their vote away; if they deny it by signature, a person must look.

import { isClosed } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "BAL011",
  name: "authorship-contested",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "EPF-3.2.4"],
  summary: "Nobody is named as author who signs that they are none.",

  *check(landing) {
    for (const subject of landing.tree.subjects.values()) {
      if (isClosed(landing.base.subjects.get(subject.id))) continue;
      for (const person of landing.tallyOf(subject)?.contested ?? [])
        yield {
          path: subject.path,
          at: "/metadata/authors",
          message: `${person} is named as author and signed a ballot as independent; the gate stays undecided`,
          help: "Correct metadata.authors. That changes the subject, so everybody votes again.",
        };
    }
  },
});
