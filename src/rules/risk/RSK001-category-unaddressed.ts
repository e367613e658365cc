// Every category of risk is looked at, if only to say why there is none.

import { riskCategories } from "../../model/risks.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "RSK001",
  name: "category-unaddressed",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: [
    "EPF-10.1.1",
    "EPF-10.1.2",
    "EPF-10.1.3",
    "EPF-10.1.4",
    "PEP-11.2.1",
    "PEP-11.2.2",
    "PEP-11.2.3",
    "PEP-11.2.4",
  ],
  summary: "A risk assessment addresses technical, security, compliance and ecosystem risk.",
  kinds: ["RiskAssessment"],

  *check({ texts }) {
    const addressed = new Set(texts.filter(({ at }) => at.endsWith("/category")).map(({ text }) => text));
    const missing = riskCategories.filter((category) => !addressed.has(category));
    if (missing.length > 0)
      yield {
        at: "/spec/entries",
        part: "key",
        message: `nothing is said about ${missing.join(", ")} risk`,
        help: `Add an entry, or { category: ${missing[0]}, none: the reason }.`,
      };
  },
});
