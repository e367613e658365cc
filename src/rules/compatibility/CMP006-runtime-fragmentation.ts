// One partner, one runtime at a time: two that exclude each other cannot be installed side by side.

import { rivalries } from "../../model/runtimes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP006",
  name: "runtime-fragmentation",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-9.2.2"],
  summary: "What one partner runs can run in one version of each runtime.",

  *check(model) {
    // Where nothing serves a range, CMP002 or CMP005 says so.
    for (const { manifest, need, rival } of rivalries(model))
      yield {
        path: manifest.path,
        at: `${need.at}/range`,
        message: `no version of runtime ${need.id} is in ${need.range} and in ${rival.range}, which ${rival.id} needs`,
        help: "Widen one of the ranges, so that one version serves both.",
      };
  },
});
