// A field that is filled is not yet a question that is answered.

import { answersNothing } from "../../model/answers.ts";
import { rule } from "../rule.ts";

/** What is asked, by the pointer of its answer. */
const questions: ReadonlyMap<string, string> = new Map([
  ["/spec/businessJustification", "what users and the ecosystem gain"],
  ["/spec/technicalOverview", "how it works"],
  ["/spec/securityOverview", "how access and credentials are protected"],
  ["/spec/complianceOverview", "how data is protected, kept, deleted and audited"],
  ["/spec/description", "what is to change"],
  ["/spec/justification", "why, and for whom"],
  ["/spec/governanceAlignment", "how it fits the rules of governance"],
  ["/spec/compatibilityImpact", "what it does to existing versions and users"],
  ["/spec/compatibilityPlan", "how compatibility is kept"],
  ["/spec/securityImpact", "what it does to permissions and data"],
  ["/spec/lifecyclePlan", "how it is maintained and, one day, ended"],
  ["/spec/migrationPlan/plan", "how users and data move over"],
  ["/spec/migrationPlan/notApplicable", "why nothing has to move"],
  ["/spec/sustainability/review", "when and how it is looked at again"],
  ["/spec/sustainability/ecosystemHealth", "what it does to the ecosystem in the long run"],
  ["/spec/sustainability/viability", "who pays for it and keeps it running"],
]);

export default rule({
  id: "PRO003",
  name: "answer-is-boilerplate",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: [
    "EPF-3.1.1",
    "EPF-3.1.2",
    "EPF-3.1.3",
    "EPF-3.1.4",
    "PEP-2.1.1",
    "PEP-2.1.2",
    "PEP-2.1.5",
    "PEP-2.1.6",
    "PEP-2.1.7",
    "PEP-2.1.8",
    "PEP-2.1.9",
    "PEP-5.1.1",
    "PEP-5.1.2",
    "PEP-5.1.3",
    "PEP-5.1.4",
    "PEP-10.1.1",
    "PEP-10.1.2",
    "PEP-10.1.3",
  ],
  summary: "Each question of an application or a proposal has an answer of its own.",
  kinds: ["Application", "Proposal"],

  *check({ texts }) {
    const answered = new Map<string, string>();
    for (const { text, at } of texts) {
      const question = questions.get(at);
      const answer = text.trim().replaceAll(/\s+/g, " ");
      // An impact may well be none, and the bodies can agree or disagree with that.
      if (question === undefined || (at.endsWith("Impact") && /^(?:none|nothing)\.?$/i.test(answer))) continue;
      const twin = answered.get(answer);
      if (answersNothing(answer))
        yield {
          at,
          message: `"${answer}" does not say ${question}`,
          help: "Say it in a sentence that somebody else can check. If nothing applies, say why.",
        };
      else if (twin !== undefined)
        yield {
          at,
          message: `this is word for word what says ${twin}, and it was asked ${question}`,
          help: "Answer each question on its own; the bodies judge them one by one.",
        };
      // Short answers may be the same by chance.
      else if (answer.length > 40) answered.set(answer, question);
    }
  },
});
