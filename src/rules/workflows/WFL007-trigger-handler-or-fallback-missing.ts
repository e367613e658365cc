// Something starts a workflow, something answers, and something happens when it fails.

import { answersNothing } from "../../model/answers.ts";
import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL007",
  name: "trigger-handler-or-fallback-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIP-4.2.1", "PIP-4.2.2", "PIP-4.2.4"],
  summary: "Every workflow has a trigger, a handler and a fallback.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const { workflow, at } of workflowsIn(specIn(facts))) {
      const { id, triggers, handlers, fallback } = workflow;
      if (triggers.length === 0)
        yield {
          at: `${at}/triggers`,
          part: "key",
          message: `nothing triggers workflow ${id}`,
          help: "Name what starts it, for example schedule:nightly.",
        };
      if (handlers.length === 0)
        yield {
          at: `${at}/handlers`,
          part: "key",
          message: `nothing handles workflow ${id}`,
          help: "Name what answers, for example POST /score.",
        };
      if (answersNothing(fallback))
        yield {
          at: `${at}/fallback`,
          message: `"${fallback.trim()}" does not say what happens when ${id} fails`,
          help: "Say what users see and what the OS does until it works again.",
        };
    }
  },
});
