// What is computed from a value cannot be stated otherwise.

import type { Objective } from "../../document/types.gen.ts";
import { correctedBy, unitOf, verdictOf } from "../../model/measurements.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON006",
  name: "measurement-contradicts-itself",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.6.1", "EPF-3.6.2", "EPF-3.6.3"],
  summary: "The verdict of a measurement is what value and objective say, over a window that is over.",

  *check(model, asOf) {
    for (const held of model.measurements.values()) {
      const { path, value } = held;
      const { signal, window, results } = value.spec;
      if (window.from > window.to)
        yield {
          path,
          at: "/spec/window/to",
          message: `the window ends on ${window.to}, before it begins on ${window.from}`,
          help: "Name the first and the last day that was measured.",
        };
      else if (window.to >= asOf)
        yield {
          path,
          at: "/spec/window/to",
          message: `the window ends on ${window.to} and is not over on ${asOf}`,
          help: "A day counts once it is over: end the window the day before.",
        };
      if (value.spec.corrects !== undefined && correctedBy(held, model) === null)
        yield {
          path,
          at: "/spec/corrects",
          message: `there is no other measurement "${value.spec.corrects}" of the same subject, signal and window`,
          help: "A correction measures the same again; name what it stands in for.",
        };
      for (const [index, { of, value: measured, samples, objective, verdict }] of results.entries()) {
        const at = `/spec/results/${index}`;
        if (objective.unit !== unitOf[signal])
          yield {
            path,
            at: `${at}/objective/unit`,
            message: `${signal} is measured in ${unitOf[signal]}, not in ${objective.unit}`,
            help: `Set unit: ${unitOf[signal]}, and the value and threshold with it.`,
          };
        if (measured !== null && samples === 0)
          yield {
            path,
            at: `${at}/samples`,
            message: `${of} has the value ${measured} of no sample at all`,
            help: "Without a sample there is no value: set value: null and verdict: no-data.",
          };
        const due = verdictOf(measured, objective);
        if (verdict !== due)
          yield {
            path,
            at: `${at}/verdict`,
            message: `${of} is said to ${verdict === "no-data" ? "have no data" : verdict}, and ${toldOf(measured, due, objective)}`,
            help: `Set verdict: ${due}.`,
          };
      }
    }
  },
});

function toldOf(measured: number | null, due: string, { comparator, threshold }: Objective): string {
  if (measured === null) return "nothing was measured";
  return `${measured} is ${due === "pass" ? "" : "not "}${comparator} ${threshold}`;
}
