// A tier carries so much risk and no more, and nobody carries a critical one.

import { isUpgrade } from "../../gates/upgrade.ts";
import { assessments, bandOf, inWords, isAbove, scoreOf } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK007",
  name: "residual-above-appetite",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.1.4", "EPF-2.2.3", "EPF-2.3.3", "PEP-5.1.5"],
  summary: "The residual risk is within what the requested tier carries, and never critical.",

  *check(model) {
    const tiers = model.policy?.value.spec.tiers ?? [];
    for (const { path, subject, tier, risks } of assessments(model)) {
      // Who wants to rise has to show a low one: TIR003 asks for more than this.
      if (subject !== null && isUpgrade(subject, model)) continue;
      const carries = tiers.find(({ id }) => id === tier)?.inherentRisk ?? "high";
      for (const { at, entry } of risks) {
        const score = scoreOf(entry.residual);
        const band = bandOf(score, model.policy);
        if (band !== null && (band === "critical" || isAbove(band, carries)))
          yield {
            path,
            at: `${at}/residual`,
            message: `the residual ${entry.category} risk is ${inWords(score, model.policy)}, and ${band === "critical" ? "nobody may take a critical one" : `tier ${tier} carries ${carries}`}`,
            help: "Do more about it, or ask for less.",
          };
      }
    }
  },
});
