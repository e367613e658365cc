// A manifest stands on what its owner was granted, not on what was refused or belongs to others.

import { manifestsOf } from "../../model/manifests.ts";
import type { Subject } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN009",
  name: "rests-on-what-was-refused",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-2.1.1", "PIP-3.1.1", "EIP-2.1.1", "EIP-3.1.1", "EPF-3.4.1"],
  summary: "A manifest rests on applications and proposals of its own owner, none of them rejected or withdrawn.",

  *check(model) {
    for (const { path, owner, value } of manifestsOf(model))
      for (const [index, id] of value.spec.restsOn.entries()) {
        const subject = model.subjects.get(id);
        // One that is not there at all is IDN004's.
        const why = subject === undefined ? null : unfit(subject, owner);
        if (why !== null)
          yield {
            path,
            at: `/spec/restsOn/${index}`,
            message: `${id} ${why}, so nothing can rest on it`,
            help: `Name what was approved for ${owner}, or file again: kwanus propose --partner ${owner}`,
          };
      }
  },
});

/** Why nothing of an owner can rest on a subject. What is still open grants nothing yet, and PRM010 holds that. */
function unfit({ namespace, gate, decisions, withdrawal }: Subject, owner: string): string | null {
  if (namespace !== owner) return `belongs to ${namespace}`;
  if (withdrawal !== null) return "was withdrawn";
  const outcome = decisions.get(gate)?.value.spec.outcome;
  return outcome === undefined || outcome === "approved" ? null : "was rejected";
}
