// The platform is spoken to through its APIs; its databases are its own.

import type { Manifest } from "../../document/types.gen.ts";
import { specIn, workflowsIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

const address =
  /\b(?:jdbc|odbc|postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|mssql|sqlserver|sqlite|cassandra|oracle):/i;
const statement =
  /^(?:select\b.+\bfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|truncate\s+table|merge\s+into|(?:create|alter|drop)\s+table)\b/i;

export default rule({
  id: "DAT009",
  name: "direct-database-access",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-4.3.1", "PIS-3.3.1", "PEP-8.3.1", "PIP-7.2.2", "EIP-7.2.2"],
  summary: "Calls, triggers and handlers go through APIs, never to a database.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    for (const { words, at } of doings(specIn(facts)))
      if (address.test(words) || statement.test(words.trim()))
        yield {
          at,
          message: `"${words}" speaks to a database`,
          help: "No approval can allow it. Call an operation of a platform API instead.",
        };
  },
});

/** What the manifest says it does, in the words of calls, triggers and handlers. */
function* doings(spec: Manifest): Generator<{ words: string; at: string }> {
  for (const [index, { operation }] of (spec.api?.calls ?? []).entries())
    yield { words: operation, at: `/spec/api/calls/${index}/operation` };
  for (const { workflow, at } of workflowsIn(spec))
    for (const field of ["triggers", "handlers"] as const)
      for (const [index, words] of workflow[field].entries()) yield { words, at: `${at}/${field}/${index}` };
}
