// A runtime is there for a tier; below it code has nowhere to run.

import { didYouMean } from "../../document/suggest.ts";
import type { Manifest, Platform } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { liesIn } from "../../model/platform.ts";
import { type Part, runtimesFor } from "../../model/runtimes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP005",
  name: "runtime-incompatible",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-5.2.4", "EIP-6.2.2"],
  summary: "A manifest runs in runtimes that the platform has for its tier and for what it brings along.",

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
      for (const [index, { id, range }] of value.spec.compatibility.runtimes.entries()) {
        const at = `/spec/compatibility/runtimes/${index}`;
        const known = offered.filter((runtime) => runtime.id === id);
        if (known.length === 0)
          yield {
            path,
            at: `${at}/id`,
            message: `the platform has no runtime "${id}"`,
            help:
              didYouMean(
                id,
                offered.map((runtime) => runtime.id),
              ) ?? `It has ${[...new Set(offered.map((runtime) => runtime.id))].join(", ")}.`,
          };
        // A range that nothing lies in is CMP002's.
        const tiers = known.filter(({ version }) => liesIn(version, range)).map(({ minimumTier }) => minimumTier);
        const lowest = Math.min(...tiers);
        if (tiers.length > 0 && tier !== null && tier < lowest)
          yield {
            path,
            at: `${at}/id`,
            message: `runtime ${id} begins at tier ${lowest}, and ${owner} has tier ${tier}`,
            help: `Use a runtime of tier ${tier}, or ask for tier ${lowest} with kwanus propose tier.`,
          };
      }
    }
  },
});

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
