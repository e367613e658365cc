// Who calls a released version relies on its contract; what breaks them needs a version of its own.

import { rule } from "../rule.ts";
import { contractChanges, told } from "./contract-changes.ts";

export default rule({
  id: "API005",
  name: "breaking-without-major",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-5.2.3", "PEP-9.2.1", "PIP-6.2.1", "EIP-6.2.1"],
  summary: "The contract of a released API version changes only in ways that break nobody who sends or reads by it.",

  *check(landing) {
    for (const { api, path, command, changes } of contractChanges(landing)) {
      const breaking = (changes ?? []).filter(({ verdict }) => verdict === "breaking");
      for (const change of told(api, breaking))
        yield {
          path,
          ...change,
          help: `Take it back, or release it as a new major version beside ${api}. All of it: ${command}`,
        };
    }
  },
});
