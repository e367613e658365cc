// One partner, one runtime at a time: two that exclude each other cannot be installed side by side.

import type { RuntimeRange } from "../../document/types.gen.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { liesIn } from "../../model/platform.ts";
import { rule } from "../rule.ts";

interface Need extends RuntimeRange {
  readonly manifest: string;
  /** Versions of the platform that serve it. */
  readonly served: readonly string[];
}

export default rule({
  id: "CMP006",
  name: "runtime-fragmentation",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-9.2.2"],
  summary: "What one partner runs can run in one version of each runtime.",

  *check(model) {
    const offered = model.platform?.value.spec.runtimes ?? [];
    const needs = new Map<string, Need[]>();
    for (const { id: manifest, owner, path, value } of manifestsOf(model))
      for (const [index, { id, range }] of value.spec.compatibility.runtimes.entries()) {
        const served = offered.filter((one) => one.id === id && liesIn(one.version, range)).map((one) => one.version);
        // Where nothing serves it, CMP002 or CMP005 says so.
        if (served.length === 0) continue;
        const key = `${owner} ${id}`;
        const earlier = needs.get(key) ?? [];
        const rival = earlier.find((need) => !need.served.some((version) => served.includes(version)));
        if (rival !== undefined)
          yield {
            path,
            at: `/spec/compatibility/runtimes/${index}/range`,
            message: `no version of runtime ${id} is in ${range} and in ${rival.range}, which ${rival.manifest} needs`,
            help: "Widen one of the ranges, so that one version serves both.",
          };
        needs.set(key, [...earlier, { id, range, manifest, served }]);
      }
  },
});
