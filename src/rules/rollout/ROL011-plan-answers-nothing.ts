// A plan that says "as usual" plans nothing.

import type { IntegrationPlan } from "../../document/types.gen.ts";
import { answersNothing } from "../../model/answers.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL011",
  name: "plan-answers-nothing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PEP-2.5.1", "PEP-2.5.2", "PEP-2.5.3", "PIP-2.5.3", "PIP-9.5.3", "EIP-2.5.3", "EIP-9.5.3"],
  summary: "An integration plan says how versions are numbered, what each keeps to, and what happens where one fails.",
  kinds: ["IntegrationPlan"],

  *check({ document }) {
    const { subject, versioning, compatibilityRules, rollout, fallback } = (document.value as IntegrationPlan).spec;
    const playbook = subject.includes("/") ? "PIP" : "EIP";
    const asked = [
      { at: "/spec/versioning", text: versioning, what: "how versions are numbered", clauses: ["PEP-2.5.1"] },
      ...compatibilityRules.map((text, index) => ({
        at: `/spec/compatibilityRules/${index}`,
        text,
        what: "what a version keeps to",
        clauses: ["PEP-2.5.2"],
      })),
      {
        at: "/spec/rollout/reason",
        text: rollout.reason,
        what: "why it is rolled out this way",
        clauses: ["PEP-2.5.3"],
      },
      ...(rollout.stages ?? []).map(({ until }, index) => ({
        at: `/spec/rollout/stages/${index}/until`,
        text: until,
        what: "what must hold before the next stage",
        clauses: ["PEP-2.5.3"],
      })),
      {
        at: "/spec/fallback",
        text: fallback,
        what: "what happens to users when a version does not work",
        clauses: [`${playbook}-2.5.3`, `${playbook}-9.5.3`],
      },
    ];
    for (const { at, text, what, clauses } of asked)
      if (answersNothing(text))
        yield {
          at,
          message: `"${text.trim()}" does not say ${what}`,
          help: "Say it in a sentence that somebody else can check.",
          clauses,
        };
  },
});
