// Something starts a workflow, something answers, and something happens when it fails.

import type { Workflow } from "../../document/types.gen.ts";
import { answersNothing } from "../../model/answers.ts";
import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL007",
  name: "trigger-handler-or-fallback-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIP-4.2.1", "PIP-4.2.2", "PIP-4.2.4", "PIS-4.2.1"],
  summary: "Every workflow has a trigger, a handler and a fallback that leads somewhere.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const all = workflowsIn(specIn(facts));
    const next = new Map(all.map(({ workflow }) => [workflow.id, workflow.fallbackTo]));
    for (const { workflow, at } of all) {
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
      const nowhere = leadsNowhere(workflow, next);
      if (nowhere !== null)
        yield {
          at: `${at}/fallbackTo`,
          message: nowhere,
          help: "Name another workflow of this manifest that does not fall back to this one, or leave fallbackTo out.",
        };
    }
  },
});

/** Why the workflow that would take over cannot: there is none of that name, or it leads back to where one came from. */
function leadsNowhere({ id, fallbackTo }: Workflow, next: ReadonlyMap<string, string | undefined>): string | null {
  if (fallbackTo === undefined) return null;
  // A dangling end further on is told where it is written.
  if (!next.has(fallbackTo)) return `workflow ${id} falls back to ${fallbackTo}, which is no workflow of this manifest`;
  const seen = new Set<string>();
  for (let on: string | undefined = fallbackTo; on !== undefined && !seen.has(on); on = next.get(on)) {
    if (on === id) return `the fallback of workflow ${id} leads back to itself`;
    seen.add(on);
  }
  return null;
}
