// Users decide what is read about them.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DAT002",
  name: "not-user-approved",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-7.1.1"],
  summary: "Data is used on the basis of the user's approval, and on no other.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const [index, use] of specIn(facts).data.entries())
      if (use.basis !== "user-approval")
        yield {
          at: `/spec/data/${index}/basis`,
          message: `${use.class} is used on the basis "${use.basis}", not of the user's approval`,
          help: "Ask the user first and write basis: user-approval, or leave the class out.",
        };
  },
});
