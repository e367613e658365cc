// A proposal that was refused may be filed again, and says so; one that is still open may not be replaced.

import { isClosed, requestOf } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRO008",
  name: "supersedes-what-stands",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.4.1", "EPF-6.1.4"],
  summary: "What a proposal supersedes is rejected or withdrawn, and of the same partner or component.",

  *check({ subjects }) {
    for (const subject of subjects.values()) {
      const { supersedes } = requestOf(subject)?.value.spec ?? {};
      const old = subjects.get(supersedes ?? "");
      // One that is not there at all is IDN004's.
      if (old === undefined || isClosed(subject)) continue;
      const outcome = old.decisions.get(old.gate)?.value.spec.outcome;
      const why =
        old.namespace !== subject.namespace
          ? `belongs to ${old.namespace}`
          : outcome === "approved"
            ? "was approved and stands"
            : !isClosed(old)
              ? "is still open"
              : null;
      if (why !== null)
        yield {
          path: subject.path,
          at: "/spec/supersedes",
          message: `${supersedes} ${why}, so it cannot be superseded`,
          help: isClosed(old) ? "Leave supersedes out." : `Withdraw ${supersedes} first, or leave supersedes out.`,
        };
    }
  },
});
