// Whoever sets the bar lower than the policy would pass every measurement.

import type { Objective } from "../../document/types.gen.ts";
import { type Signal, unitOf } from "../../model/measurements.ts";
import type { Model } from "../../model/model.ts";
import { isWeaker, objectiveInWords, policyObjective } from "../../model/objectives.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "MON007",
  name: "objective-weaker-than-policy",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.6.1", "PEP-7.1.1", "PIS-4.4.2"],
  summary: "An objective asks for at least what the policy asks of the signal, in the signal's own unit.",

  *check({ tree: model, deltas }) {
    const added = new Set(deltas.flatMap(({ path, before }) => (before === null ? [path] : [])));
    for (const { path, value } of model.monitoring.values()) {
      const { subject, signals } = value.spec;
      for (const [index, { signal, of, objective }] of signals.entries()) {
        const at = `/spec/signals/${index}/objective`;
        if (objective.unit !== unitOf[signal])
          yield {
            path,
            at: `${at}/unit`,
            message: `${signal} is measured in ${unitOf[signal]}, not in ${objective.unit}`,
            help: `Set unit: ${unitOf[signal]}, and the threshold with it.`,
          };
        else yield* of.flatMap((name) => weaker({ subject, signal, of: name, objective }, path, at, model)).slice(0, 1);
      }
    }
    for (const { path, value } of model.measurements.values()) {
      // What has landed is never rewritten, and was held against the policy of its day.
      if (!added.has(path)) continue;
      const { subject, signal, results } = value.spec;
      // Another unit is MON006's.
      for (const [index, { of, objective }] of results.entries())
        if (objective.unit === unitOf[signal])
          yield* weaker({ subject, signal, of, objective }, path, `/spec/results/${index}/objective`, model);
    }
  },
});

interface Watched {
  readonly subject: string;
  readonly signal: Signal;
  readonly of: string;
  readonly objective: Objective;
}

function weaker({ subject, signal, of, objective }: Watched, path: string, at: string, model: Model): Defect[] {
  const floor = policyObjective(signal, subject, of, model);
  if (floor === null || !isWeaker(objective, floor)) return [];
  const message = `${objectiveInWords(objective)} is weaker than the policy, which asks for ${objectiveInWords(floor)} (${signal} of ${of})`;
  return [{ path, at, message, help: `Set it to ${objectiveInWords(floor)}, or to something stricter.` }];
}
