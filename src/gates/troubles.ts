// What the bodies acted upon lately: violations, failures, misuse and instability, which hold an upgrade back and call for a downgrade.

import { dayAfter } from "../model/calendar.ts";
import { lookBackOf } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { lifecycles, type Step } from "./lifecycle.ts";

/** The triggers of PEP-7.2 by the cause that a transition names, in the specification's words. */
const triggers: Readonly<Record<string, string>> = {
  "compliance-violation": "compliance violations",
  "workflow-failure": "workflow failures",
  "permission-misuse": "permission misuse",
  "partner-instability": "partner instability",
};

export interface Trouble {
  /** The partner, or its integration. */
  readonly subject: string;
  readonly cause: string;
  readonly step: Step;
  /** The last day on which it is looked back to. */
  readonly until: string;
}

/** Transitions of a partner and its integrations that were decided for such a cause, in the look-back window of the policy. */
export function troubles(owner: string, model: Model, asOf: string): Trouble[] {
  const window = lookBackOf(model);
  const found = [...lifecycles(model, asOf).values()].flatMap(({ subject, steps }) =>
    subject.split("/")[0] !== owner
      ? []
      : steps.flatMap((step) => {
          const cause = triggers[step.spec.cause];
          const until = dayAfter(step.effective, window);
          return cause === undefined || until < asOf ? [] : [{ subject, cause, step, until }];
        }),
  );
  return found.sort((a, b) => (a.step.id < b.step.id ? -1 : 1));
}
