// The lifecycle has stages in an order, and steps between them that are lawful.

import { lawfulSteps, ownLifecycles, stageNames } from "../../gates/lifecycle.ts";
import { laterOf } from "../../model/calendar.ts";
import { openTransitions } from "../../model/transitions.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF001",
  name: "illegal-transition",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-8.1.1", "EPF-8.4.1", "PIS-10.1.1", "PIS-10.4.1"],
  summary: "A transition starts from the stage its subject is in and takes a step that the lifecycle knows.",

  *check(model, asOf) {
    for (const { path, spec } of openTransitions(model)) {
      const state = ownLifecycles(model, laterOf(spec.effective, asOf)).get(spec.subject);
      if (state === undefined) continue;
      if (state.stage === null) {
        yield {
          path,
          at: "/spec/subject",
          message: `${spec.subject} is not in its lifecycle yet`,
          help: "It comes into it when what it rests on is approved.",
        };
        continue;
      }
      const steps = lawfulSteps(state.stage, state.suspended !== null);
      if (steps.some(({ from, to }) => from === spec.from && to === spec.to)) continue;
      const isIn = state.suspended === null ? stageNames[state.stage] : `${stageNames[state.stage]}, suspended`;
      const ways = steps.map(({ from, to }) => `${from} to ${to}`);
      yield {
        path,
        at: steps.some(({ from }) => from === spec.from) ? "/spec/to" : "/spec/from",
        message: `there is no step from ${spec.from} to ${spec.to} for ${spec.subject}, which is in ${isIn} on ${laterOf(spec.effective, asOf)}`,
        help: ways.length === 0 ? "End of support is the last stage." : `Lawful steps are ${ways.join(", ")}.`,
      };
    }
  },
});
