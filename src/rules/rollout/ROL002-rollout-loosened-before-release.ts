// What is new in a version is known when its manifest lands; the plan may not forget it before the version is out.

import { type Manifest, manifestsOf, workflowsIn } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { releasedBy } from "../../model/releases.ts";
import { isWider, planOf, strategyFor } from "../../model/rollouts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL002",
  name: "rollout-loosened-before-release",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-2.5.3", "PIP-9.4.2", "PIP-9.4.3", "EIP-9.4.2", "EIP-9.4.3"],
  summary:
    "A new permission, workflow or runtime is rolled out under control, until the version that brings it is out.",

  *check({ base, tree, asOf }) {
    const before = new Map(manifestsOf(base).map((manifest) => [manifest.id, manifest]));
    for (const manifest of manifestsOf(tree)) {
      const { id, value } = manifest;
      const { version } = value.spec;
      const [plan, old] = [planOf(tree, id), before.get(id)];
      if (plan === null || old === undefined || isOut(manifest, tree, asOf)) continue;
      const { strategy } = plan.value.spec.rollout;
      // Wider than that is ROL001's.
      if (isWider(strategy, strategyFor(manifest, tree, asOf))) continue;
      const earlier = planOf(base, id)?.value.spec.rollout.strategy;
      const [found] = newIn(manifest, old);
      if (found !== undefined && isWider(strategy, "controlled"))
        yield {
          path: plan.path,
          at: "/spec/rollout/strategy",
          message: `the rollout is ${strategy}, and ${found} is new in ${id} ${version}`,
          help: "Roll it out controlled, with stages and what must hold before each next one.",
        };
      else if (earlier !== undefined && isWider(strategy, earlier) && !isOut(old, tree, asOf))
        yield {
          path: plan.path,
          at: "/spec/rollout/strategy",
          message: `the rollout was ${earlier} and would be ${strategy}, and ${id} ${old.value.spec.version} has not reached anybody yet`,
          help: `Keep ${earlier} until that version is signed off and out: kwanus new release --subject ${id}`,
        };
    }
  },
});

function isOut({ id, value }: Manifest, tree: Model, asOf: string): boolean {
  return releasedBy(tree, id, asOf).some((release) => release.value.spec.version === value.spec.version);
}

/** Permissions, workflows and runtimes that the manifest did not name before, in words. */
function* newIn(manifest: Manifest, old: Manifest): Generator<string> {
  for (const [what, ids] of Object.entries(named))
    for (const id of ids(manifest)) if (!ids(old).includes(id)) yield `${what} ${id}`;
}

const named: { readonly [what: string]: (manifest: Manifest) => readonly string[] } = {
  permission: ({ value }) => value.spec.permissions.map(({ id }) => id),
  workflow: ({ value }) => workflowsIn(value.spec).map(({ workflow }) => workflow.id),
  runtime: ({ value }) => value.spec.compatibility.runtimes.map(({ id }) => id),
};
