// Sooner or later something meets a version it does not work with.

import { answersNothing } from "../../model/answers.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP003",
  name: "compatibility-fallback-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PEP-9.1.2", "PIP-6.1.2", "EIP-6.1.2"],
  summary: "A manifest says what happens on a version that does not work.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const { fallback } = specIn(facts).compatibility;
    if (answersNothing(fallback))
      yield {
        at: "/spec/compatibility/fallback",
        message: `"${fallback.trim()}" does not say what happens on a version that does not work`,
        help: "Say what users see there, and what goes on working.",
      };
  },
});
