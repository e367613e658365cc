// Who called what, when and for whom must be found out afterwards.

import { answersNothing } from "../../model/answers.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API008",
  name: "audit-log-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-3.4.4", "PIP-4.1.4"],
  summary: "A manifest that calls an API says what its audit log holds.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const log = specIn(facts).api?.auditLog;
    if (log !== undefined && answersNothing(log))
      yield {
        at: "/spec/api/auditLog",
        message: `"${log.trim()}" does not say where calls are recorded`,
        help: "Say what is recorded of each call, where, and who can read it.",
      };
  },
});
