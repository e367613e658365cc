// Who calls a released version relies on its contract; what breaks them needs a version of its own.

import type { Caller } from "../../model/callers.ts";
import { contractChanges } from "../../model/contract-changes.ts";
import { rule } from "../rule.ts";
import { told } from "./told.ts";

export default rule({
  id: "API005",
  name: "breaking-without-major",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-5.2.3", "PEP-9.2.1", "PIP-6.2.1", "EIP-6.2.1"],
  summary: "The contract of a released API version changes only in ways that break nobody who sends or reads by it.",

  *check(landing) {
    for (const { api, path, command, changes, breaks } of contractChanges(landing)) {
      const breaking = (changes ?? []).filter(({ verdict }) => verdict === "breaking");
      for (const change of told(api, breaking))
        yield {
          path,
          ...change,
          help: `${whom(breaks)} Take it back, or release it as a new major version beside ${api}. All of it: ${command}`,
        };
    }
  },
});

/** Integrations that are named; the rest is counted. */
const named = 5;

/** Not in the message: a finding stays the same when somebody else calls the operation too. */
function whom(breaks: readonly Caller[]): string {
  if (breaks.length === 0) return "No manifest here calls what breaks.";
  const more = breaks.length > named ? ` and ${breaks.length - named} more` : "";
  const first = breaks.slice(0, named).map(({ manifest }) => manifest);
  return `It breaks ${first.join(", ")}${more}.`;
}
