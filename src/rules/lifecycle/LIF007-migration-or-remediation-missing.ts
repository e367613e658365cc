// Whoever is deprecated is told where users go, or what would bring it back.

import type { Transition } from "../../document/types.gen.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF007",
  name: "migration-or-remediation-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-8.3.3", "PIS-10.3.3"],
  summary: "A deprecation names the migration or the remediation it asks for.",
  kinds: ["Transition"],

  *check({ document }) {
    const { to, migration, remediation } = (document.value as Transition).spec;
    if (to === "deprecation" && migration === undefined && remediation === undefined)
      yield {
        at: "/spec/to",
        message: "the deprecation asks for neither migration nor remediation",
        help: "Add migration: where users go, and how; or remediation: what would bring it back, and by when.",
      };
  },
});
