// A partner that triggers needs a permission, one that enhances leaves the last word to the OS, one that is depended on is reliable.

import type { Manifest, Permission, Workflow } from "../../document/types.gen.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "WFL005",
  name: "type-rule-broken",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-4.2.2", "PIS-4.3.2", "PIS-4.4.2", "PIP-4.2.3"],
  summary:
    "A triggered workflow uses a workflow permission, an enhanced one writes nothing, a dependent one is stable and reliable.",

  *check(model) {
    const types = new Map(model.permissions?.value.spec.permissions.map(({ id, type }) => [id, type]));
    const present = presentNames(model);
    const asked = model.policy?.value.spec.thresholds.dependentReliability.value ?? 0;
    for (const { path, value } of manifestsOf(model))
      for (const { workflow, at } of workflowsIn(value.spec)) {
        const held = workflow.permissions.map((id) => types.get(present.get(id) ?? id));
        const breach = breaches[workflow.type](workflow, held, value.spec, asked);
        if (breach !== null) yield { path, at: `${at}/${breach.at}`, message: breach.message, help: breach.help };
      }
  },
});

interface Breach {
  readonly at: string;
  readonly message: string;
  readonly help: string;
}

/** `asked`: the reliability that the policy asks of what the OS depends on, in percent. */
type Check = (workflow: Workflow, held: Held, spec: Manifest, asked: number) => Breach | null;

type Held = readonly (Permission["type"] | undefined)[];

const breaches: Readonly<Record<Workflow["type"], Check>> = {
  triggered({ id }, held) {
    // Without any permission it is ungoverned, which is WFL006's, and what an unknown one allows nobody can tell.
    if (held.length === 0 || held.some((type) => type === undefined || type === "workflow" || type === "intelligence"))
      return null;
    return {
      at: "permissions",
      message: `the partner triggers ${id}, and none of its permissions is one for workflows`,
      help: "Name the workflow permission it runs with; ask for it if it was not granted.",
    };
  },
  enhanced({ id, permissions }, held) {
    const write = held.indexOf("write");
    if (write < 0) return null;
    return {
      at: `permissions/${write}`,
      message: `the OS controls what comes out of ${id}, which the partner only enhances, and ${permissions[write]} writes`,
      help: "Hand the data to the OS and let it write, or make it a triggered workflow.",
    };
  },
  dependent({ id, reliability = 0 }, _, { maturity }, asked) {
    if (maturity === "stable" && reliability < asked)
      return {
        at: "reliability",
        message: `the OS depends on ${id}, and ${reliability} % is promised where the policy asks for ${asked} %`,
        help: `Promise ${asked} % and hold it, or enhance or trigger instead.`,
      };
    if (maturity === "stable") return null;
    return {
      at: "type",
      message: `the OS depends on ${id}, and the manifest calls itself ${maturity}`,
      help: "Let the OS depend on it once it is stable; until then enhance or trigger.",
    };
  },
};
