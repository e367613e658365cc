// The tiers differ by the risk that comes with them; an assessment that sees none has not looked.

import { isUpgrade } from "../../gates/upgrade.ts";
import { assessments, bandOf, isAbove, scoreOf } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK009",
  name: "tier-risk-understated",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-2.2.3", "EPF-2.3.3"],
  summary: "Whoever asks for a tier assesses at least the risk that comes with it, before anything is done about it.",

  *check(model) {
    const tiers = model.policy?.value.spec.tiers ?? [];
    for (const { path, subject, tier, risks } of assessments(model)) {
      const asked = tiers.find(({ id }) => id === tier);
      // Within a tier a small thing may carry no risk; the tier's own was assessed when it was granted.
      const rises = subject !== null && (subject.application !== null || isUpgrade(subject, model));
      if (asked === undefined || asked.inherentRisk === "low" || !rises) continue;
      const found = risks.flatMap(({ entry }) => bandOf(scoreOf(entry.inherent), model.policy) ?? []);
      if (found.every((band) => isAbove(asked.inherentRisk, band)))
        yield {
          path,
          at: "/spec/entries",
          part: "key",
          message: `tier ${tier} comes with ${asked.inherentRisk} risk, and no inherent risk here is ${asked.inherentRisk} or higher`,
          help: `Say what makes ${asked.name} partners a ${asked.inherentRisk} risk and what you do about it; what counts is the residual risk.`,
        };
    }
  },
});
