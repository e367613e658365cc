// A release carries out what was approved, of its own owner, and nothing else.

import type { Model } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL008",
  name: "fulfils-what-was-not-approved",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.4.1", "PEP-2.7.1"],
  summary: "A release fulfils applications and proposals of its own owner that were approved.",

  *check(model) {
    for (const { path, value } of model.releases.values())
      for (const [index, id] of value.spec.fulfils.entries()) {
        const why = unfit(id, value.spec.subject.split("/")[0] ?? "", model);
        if (why !== null)
          yield {
            path,
            at: `/spec/fulfils/${index}`,
            message: `${id} ${why}, so no release can fulfil it`,
            help: `Name what was approved: kwanus status ${id}`,
          };
      }
  },
});

/** Why a release of an owner cannot fulfil a subject. One that is not there at all is IDN004's. */
function unfit(id: string, owner: string, model: Model): string | null {
  const subject = model.subjects.get(id);
  if (subject === undefined) return null;
  if (subject.namespace !== owner && subject.namespace !== "governance") return `belongs to ${subject.namespace}`;
  const outcome = subject.decisions.get(subject.gate)?.value.spec.outcome;
  if (outcome === undefined) return subject.withdrawal === null ? "is not decided" : "was withdrawn";
  return outcome === "approved" ? null : "was rejected";
}
