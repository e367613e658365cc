// An objective that is missed is said where everybody looks.

import type { Measurement } from "../../document/types.gen.ts";
import { tierTriggers } from "../../gates/downgrade-triggers.ts";
import { clausesOf, measuringClauses, standingResults } from "../../gates/measuring.ts";
import { missed, missInWords } from "../../gates/signals.ts";
import { isUpgrade } from "../../gates/upgrade.ts";
import { signalWords, verdictOf } from "../../model/measurements.ts";
import type { Model, Subject } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON005",
  name: "objective-missed",
  // A warning: whoever measures must be able to land what they saw.
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: measuringClauses,
  summary: "The last measurement of every signal meets its objective and the policy's.",

  *check(model, asOf) {
    // What puts the tier in question is TIR004's, and once somebody has asked the bodies know.
    const shown = [...tierTriggers(model, asOf)].flatMap(({ shownBy }) => shownBy);
    const told = new Set(shown.map(({ id, of }) => `${id} ${of}`));
    // Whose workflows fail does not rise: TIR003 says it there.
    const rising = new Set([...model.subjects.values()].filter((one) => isUpgrade(one, model)).map(namespaceOf));
    for (const result of standingResults(model, asOf)) {
      const threshold = missed(result, model);
      if (threshold === null) continue;
      const { id, path, subject, signal, of, value, objective } = result;
      const [owner = ""] = subject.split("/");
      if (told.has(`${id} ${of}`) || (signal === "workflow-reliability" && rising.has(owner))) continue;
      // A permission that is used too little harms nobody; PRM006 tells of one that is not used at all.
      if (signal === "permission-usage" && objective.comparator.startsWith(">")) continue;
      const index = resultsOf(id, model).findIndex((one) => one.of === of);
      // One that says it passed is MON006's.
      if (verdictOf(value, objective) !== resultsOf(id, model)[index]?.verdict) continue;
      yield {
        path,
        at: `/spec/results/${index}/value`,
        message: `the ${signalWords[signal]} of ${of} in ${subject} came to ${missInWords(result, threshold)}`,
        help: `${owner} mends it, and the next measurement shows it. kwanus status ${subject} says what follows if it does not.`,
        clauses: clausesOf(result),
      };
    }
  },
});

function namespaceOf({ namespace }: Subject): string {
  return namespace;
}

function resultsOf(id: string, { measurements }: Model): Measurement["spec"]["results"] {
  return measurements.get(id)?.value.spec.results ?? [];
}
