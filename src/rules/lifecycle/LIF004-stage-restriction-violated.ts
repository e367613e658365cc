// Maintenance is for keeping things in order, deprecation for leaving; neither is a time to grow.

import { type LifecycleState, lifecycles, stageNames } from "../../gates/lifecycle.ts";
import { type Difference, differences } from "../../model/differences.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import { isMajorStep } from "../../model/platform.ts";
import { manifestTerms } from "../../model/terms.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF004",
  name: "stage-restriction-violated",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-8.2.1", "PIS-10.2.1", "EPF-8.3.2", "PIS-10.3.2", "EPF-8.1.2", "PIS-10.1.2"],
  summary:
    "In maintenance, in deprecation and while suspended nothing is added, and in the last two no workflow is changed.",

  *check({ base, tree, asOf, deltas }) {
    const states = lifecycles(base, asOf);
    const before = new Map(manifestsOf(base).map((manifest) => [manifest.id, manifest]));
    const touched = new Set(deltas.map(({ path }) => path));
    for (const manifest of manifestsOf(tree)) {
      if (!touched.has(manifest.path)) continue;
      const old = before.get(manifest.id);
      const state = states.get(old === undefined ? manifest.owner : manifest.id);
      if (state === undefined || !isLimited(state)) continue;
      const standing = `${state.inheritedFrom ?? state.subject} is ${inWords(state)}`;
      if (old === undefined) yield { path: manifest.path, message: `${standing}, and ${manifest.id} is new`, help };
      else
        for (const difference of differences(manifestTerms(old), manifestTerms(manifest)))
          if (exceeds(difference, state))
            yield {
              path: manifest.path,
              at: pointerOf(difference, manifest),
              message: `${standing}, and ${told(difference)}`,
              help,
            };
    }
  },
});

const help = "Take it back, or bring it to Active first, with a transition of the lifecycle.";

/** After the end nothing may be left at all, which is LIF005's. */
function isLimited({ stage, suspended }: LifecycleState): boolean {
  return stage === "maintenance" || stage === "deprecation" || (suspended !== null && stage !== "end-of-support");
}

function inWords({ stage, suspended }: LifecycleState): string {
  return suspended === null ? `in ${stageNames[stage ?? "active"]}` : `suspended until ${suspended.until}`;
}

/** What a manifest may not gain: reach of any sort. Credentials are renewed in every stage, and to work with more versions opens nothing. */
const reach: readonly Difference["topic"][] = ["permissions", "data", "api", "workflows", "surfaces", "about"];

function exceeds({ topic, change, what, before, after }: Difference, { stage, suspended }: LifecycleState): boolean {
  const grows = change === "added" || change === "widened";
  if (reach.includes(topic) && grows && !what.startsWith("credential ")) return true;
  if (topic === "about" && what === "version") return isMajorStep(before?.[0] ?? "", after?.[0] ?? "");
  return topic === "workflows" && change === "changed" && (stage === "deprecation" || suspended !== null);
}

const nouns: { readonly [topic: string]: string } = {
  permissions: "permission",
  data: "data class",
  api: "call",
  workflows: "workflow",
  surfaces: "surface",
};

function told({ topic, change, what, aspect, detail }: Difference): string {
  const name = [nouns[topic], what].filter(Boolean).join(" ");
  if (change === "added") return `${name} is added`;
  return `${[name, aspect].filter(Boolean).join(", ")} ${change === "widened" ? "reaches further" : "changes"}: ${detail}`;
}

function pointerOf({ topic, what }: Difference, { value: { spec } }: Manifest): string {
  const within = (path: string, index: number): string => (index < 0 ? path : `${path}/${index}`);
  switch (topic) {
    case "permissions":
      return within(
        "/spec/permissions",
        spec.permissions.findIndex(({ id }) => id === what),
      );
    case "data":
      return within(
        "/spec/data",
        spec.data.findIndex((use) => use.class === what),
      );
    case "workflows":
      return within("/spec/workflows", spec.workflows?.findIndex(({ id }) => id === what) ?? -1);
    case "api":
      return within(
        "/spec/api/calls",
        spec.api?.calls.findIndex((call) => `${call.api} ${call.operation}` === what) ?? -1,
      );
    case "surfaces":
      return "/spec/extension";
    default:
      return `/spec/${what}`;
  }
}
