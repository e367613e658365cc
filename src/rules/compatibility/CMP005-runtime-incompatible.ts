// A runtime is there for a tier; below it code has nowhere to run.

import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { liesIn } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP005",
  name: "runtime-incompatible",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-5.2.4", "EIP-6.2.2"],
  summary: "A manifest runs only in runtimes that the platform has for its tier.",

  *check(model) {
    const offered = model.platform?.value.spec.runtimes;
    if (offered === undefined) return;
    for (const { path, owner, value } of manifestsOf(model)) {
      const { tier } = envelopeOf(model, owner);
      for (const [index, { id, range }] of value.spec.compatibility.runtimes.entries()) {
        const at = `/spec/compatibility/runtimes/${index}`;
        const known = offered.filter((runtime) => runtime.id === id);
        if (known.length === 0)
          yield {
            path,
            at: `${at}/id`,
            message: `the platform has no runtime "${id}"`,
            help: `It has ${[...new Set(offered.map((runtime) => runtime.id))].join(", ")}.`,
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
