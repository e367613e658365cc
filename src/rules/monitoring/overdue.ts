// What is said of a signal that nobody measured in time, by the rules that tell how late.

import { clausesOf, type Measuring, measureCommand, measurerOf, measuringOf } from "../../gates/measuring.ts";
import { signalWords } from "../../model/measurements.ts";
import type { Model } from "../../model/model.ts";
import type { Defect } from "../rule.ts";

/** One defect for all things of a planned signal that one measurement would mend. */
export function* unmeasured(
  model: Model,
  asOf: string,
  is: "late" | "dark",
  told: (what: string, one: Measuring) => string,
): Generator<Defect> {
  const together = new Map<string, Measuring[]>();
  for (const one of measuringOf(model, asOf)) {
    if (one.is !== is) continue;
    const key = `${one.plan} ${one.at} ${one.due} ${one.last?.id}`;
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  for (const all of together.values()) {
    const [one] = all;
    if (one === undefined) continue;
    const what = `the ${signalWords[one.signal]} of ${all.map(({ of }) => of).join(", ")} in ${one.subject}`;
    yield {
      path: one.plan,
      at: one.at,
      message: told(what, one),
      help: `${measurerOf(one.signal)} sees that it is measured: ${measureCommand(one)}`,
      clauses: clausesOf(one),
    };
  }
}
