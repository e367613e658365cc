// How data is protected, kept, deleted and audited is a question of its own each; yes is no answer.

import { answersNothing } from "../../model/answers.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

const questions = {
  dataProtection: "data is protected",
  retention: "long data is kept",
  deletion: "data is deleted",
  audit: "use can be audited",
  consent: "users consent",
} as const;

export default rule({
  id: "DAT005",
  name: "compliance-unanswered",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: [
    "EPF-6.1.1",
    "EPF-6.1.2",
    "EPF-6.1.3",
    "EPF-6.1.4",
    "PIS-8.1.1",
    "PIS-8.1.2",
    "PIS-8.1.3",
    "PIS-8.1.4",
    "PIS-7.1.1",
  ],
  summary: "A manifest says how data is protected, kept, deleted and audited, and how users consent.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const { compliance } = specIn(facts);
    for (const [field, what] of Object.entries(questions)) {
      const answer = compliance[field as keyof typeof questions];
      if (answersNothing(answer))
        yield {
          at: `/spec/compliance/${field}`,
          message: `"${answer.trim()}" does not say how ${what}`,
          help: "Say it in a sentence that somebody else can check.",
        };
    }
  },
});
