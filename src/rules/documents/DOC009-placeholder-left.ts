// A text that still waits for its author is not an answer.

import { rule } from "../rule.ts";

const placeholders =
  /^(?:tbd|tba|todo|fixme|xxx+|n\/?a|\?+|\.\.\.|…|yyyy-mm-dd|lorem ipsum.*|<[^<>]*>|\[[^[\]]*\])\.?$/i;

export default rule({
  id: "DOC009",
  name: "placeholder-left",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.3", "PEP-2.1.2"],
  summary: "Every text says something; no placeholder is left.",
  kinds: [
    "Application",
    "Proposal",
    "RiskAssessment",
    "Partner",
    "Integration",
    "Component",
    "IntegrationPlan",
    "Checkpoint",
    "MonitoringPlan",
    "Release",
    "Transition",
    "Review",
    "Measurement",
    "Withdrawal",
  ],

  *check({ texts }) {
    for (const { text, at } of texts)
      if (at.startsWith("/spec/") && placeholders.test(text.trim()))
        yield {
          at,
          message: `"${text.trim()}" is a placeholder`,
          help: "Say it in your own words. If nothing applies, say why.",
        };
  },
});
