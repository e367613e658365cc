// Yes, none and as usual tell nobody what happens when it happens.

import { answersNothing } from "../../model/answers.ts";
import { rule } from "../rule.ts";

const questions: ReadonlyMap<string, string> = new Map([
  ["none", "why there is no such risk"],
  ["risk", "what could go wrong"],
  ["measure", "what is done about it"],
  ["fallback", "what happens when it occurs all the same"],
  ["monitoring", "how it would be noticed"],
]);

export default rule({
  id: "RSK004",
  name: "risk-unanswered",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-3.3.3", "PEP-2.3.3", "PEP-11.1.3", "PEP-11.1.4", "EPF-3.3.2", "PEP-2.3.2", "PEP-11.1.2"],
  summary: "A risk assessment says what is done, what happens all the same, and how it would be noticed.",
  kinds: ["RiskAssessment"],

  *check({ texts }) {
    for (const { text, at } of texts) {
      const field = /^\/spec\/entries\/\d+\/(?:mitigation\/\d+\/)?(\w+)$/.exec(at)?.[1] ?? "";
      const question = questions.get(field);
      if (question !== undefined && answersNothing(text))
        yield {
          at,
          message: `"${text.trim()}" does not say ${question}`,
          help: "Say it in a sentence that somebody else can check.",
        };
    }
  },
});
