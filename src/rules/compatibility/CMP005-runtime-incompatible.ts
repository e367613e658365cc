// A runtime is there for a tier; below it code has nowhere to run.

import { didYouMean } from "../../document/suggest.ts";
import type { Manifest, Permission, Platform } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { liesIn } from "../../model/platform.ts";
import { registered } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { type Part, runtimesFor } from "../../model/runtimes.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "CMP005",
  name: "runtime-incompatible",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-5.2.4", "EIP-6.2.2"],
  summary: "What a manifest or a proposal needs runs in runtimes that the platform has for its tier.",

  *check(model) {
    const offered = model.platform?.value.spec.runtimes;
    if (offered === undefined) return;
    for (const { path, owner, value } of manifestsOf(model)) {
      const { tier } = envelopeOf(model, owner);
      for (const { part, runners, at } of withoutRunner(value.spec, offered))
        yield {
          path,
          at,
          part: "key",
          message: `${part} run in runtime ${runners.join(" or ")}, and compatibility declares no range of it`,
          help: `Add it under spec.compatibility.runtimes, for example { id: ${runners[0]}, range: "*" }.`,
        };
      const named = value.spec.compatibility.runtimes.map((runtime, index) => ({
        ...runtime,
        at: `/spec/compatibility/runtimes/${index}`,
      }));
      yield* outOfReach(named, offered, tier, `${owner} has`, path);
    }
    yield* inRequests(model, offered);
  },
});

type Offered = Platform["spec"]["runtimes"];

/** Before there is a manifest: the runtimes that a proposal names, and those that the workflows it asks for would need. */
function* inRequests(model: Model, offered: Offered): Generator<Defect> {
  const registry = registered(model);
  for (const { subject, tier, permissions, capabilities, runtimes } of requested(model)) {
    const reached = tier ?? envelopeOf(model, subject.namespace).tier;
    yield* outOfReach(runtimes, offered, reached, `${subject.id} is for`, subject.path);
    const told = new Set<Part>();
    for (const { id, at } of [...capabilities, ...permissions]) {
      const part = partOf(id, registry.get(id)?.type);
      if (part === null || told.has(part)) continue;
      const runners = runtimesFor(part, offered) ?? runtimesFor("workflows", offered);
      const tiers = offered.flatMap((runtime) => (runners?.includes(runtime.id) ? runtime.minimumTier : []));
      const lowest = Math.min(...tiers);
      // What itself begins at a higher tier is TIR001's or TIR002's.
      const begins =
        registry.get(id)?.minimumTier ??
        model.policy?.value.spec.capabilities.find((capability) => capability.id === id)?.minimumTier;
      if (tiers.length > 0 && reached !== null && reached < lowest && reached >= (begins ?? 1)) {
        told.add(part);
        yield {
          path: subject.path,
          at,
          message: `"${id}" would run in runtime ${runners?.join(" or ")}, which begins at tier ${lowest}, and ${subject.id} is for tier ${reached}`,
          help: `Ask for tier ${lowest}, or for what a runtime of tier ${reached} runs.`,
          clauses: ["PEP-5.2.4"],
        };
      }
    }
  }
}

/** What runs under a capability or with a permission; null for what needs no runtime of its own. */
function partOf(id: string, type: Permission["type"] | undefined): Part | null {
  if (type === "intelligence" || id === "intelligence-workflows" || id === "predictive-workflows")
    return "intelligence";
  return type === "workflow" || id === "workflow-triggers" ? "workflows" : null;
}

interface Named {
  readonly id: string;
  readonly range: string;
  readonly at: string;
}

function* outOfReach(
  named: readonly Named[],
  offered: Offered,
  tier: number | null,
  who: string,
  path: string,
): Generator<Defect> {
  const ids = [...new Set(offered.map((runtime) => runtime.id))];
  for (const { id, range, at } of named) {
    const known = offered.filter((runtime) => runtime.id === id);
    if (known.length === 0)
      yield {
        path,
        at: `${at}/id`,
        message: `the platform has no runtime "${id}"`,
        help: didYouMean(id, ids) ?? `It has ${ids.join(", ")}.`,
      };
    // A range that nothing lies in is CMP002's.
    const tiers = known.filter(({ version }) => liesIn(version, range)).map(({ minimumTier }) => minimumTier);
    const lowest = Math.min(...tiers);
    if (tiers.length > 0 && tier !== null && tier < lowest)
      yield {
        path,
        at: `${at}/id`,
        message: `runtime ${id} begins at tier ${lowest}, and ${who} tier ${tier}`,
        help: `Use a runtime of tier ${tier}, or ask for tier ${lowest} with kwanus propose tier.`,
      };
  }
}

interface Homeless {
  readonly part: string;
  readonly runners: readonly string[];
  readonly at: string;
}

/** Parts that the platform has runtimes for, of which none is declared. Where it does not say, any will do. */
function withoutRunner(spec: Manifest, offered: Platform["spec"]["runtimes"]): Homeless[] {
  const { workflows = [], extension, compatibility } = spec;
  const declared = new Set(compatibility.runtimes.map(({ id }) => id));
  const predicting = runtimesFor("intelligence", offered) === null ? "workflows" : "intelligence";
  const parts = new Map<Part, string>();
  for (const [index, { intelligence }] of workflows.entries()) {
    const part = intelligence ? predicting : "workflows";
    if (!parts.has(part)) parts.set(part, `/spec/workflows/${index}`);
  }
  if (extension !== undefined) parts.set("extensions", "/spec/extension");
  return [...parts].flatMap(([part, at]) => {
    const runners = runtimesFor(part, offered);
    if (runners === null || runners.some((id) => declared.has(id))) return [];
    return [{ part: part === "intelligence" ? "workflows that predict" : part, runners, at }];
  });
}
