// A version stands for one workflow. Two under one version cannot be told apart, nor can the one before be gone back to.

import { isDeepStrictEqual } from "node:util";
import { gt } from "semver";
import type { Workflow } from "../../document/types.gen.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import { isVersion } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL004",
  name: "workflow-unversioned",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PIS-4.5.4", "PEP-5.2.3"],
  summary: "A workflow that does something else than before has a higher version, and is listed once.",

  *check({ base, tree }) {
    const before = new Map(manifestsOf(base).map((manifest) => [manifest.id, workflowsIn(manifest.value.spec)]));
    for (const { id, path, value } of manifestsOf(tree)) {
      const seen = new Set<string>();
      for (const { workflow, at } of workflowsIn(value.spec)) {
        if (seen.has(workflow.id)) {
          yield {
            path,
            at: `${at}/id`,
            message: `workflow ${workflow.id} is listed twice`,
            help: "Keep the entry with the version that runs, or give the other one a name of its own.",
          };
          continue;
        }
        seen.add(workflow.id);
        const old = before.get(id)?.find((entry) => entry.workflow.id === workflow.id)?.workflow;
        if (old !== undefined && !isDeepStrictEqual(doing(old), doing(workflow)) && !isHigher(workflow, old))
          yield {
            path,
            at: `${at}/version`,
            message: `workflow ${workflow.id} changes, and its version goes from ${old.version} to ${workflow.version}`,
            help: "Give it a higher version.",
          };
      }
    }
  },
});

/** What a workflow does, whatever the order it is written in; the words of its fallback may be put better any time. */
function doing({ version: _, fallback: __, triggers, handlers, permissions, ...rest }: Workflow): object {
  return { ...rest, triggers: triggers.toSorted(), handlers: handlers.toSorted(), permissions: permissions.toSorted() };
}

/** A version that is none is DOC008's. */
function isHigher({ version }: Workflow, old: Workflow): boolean {
  return !isVersion(version) || !isVersion(old.version) || gt(version, old.version);
}
