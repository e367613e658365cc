// Credentials are known by reference; the record is worth something only if one entry stands for one credential.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API011",
  name: "credential-record-contradicts",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-6.1.4", "PIS-8.1.4"],
  summary: "Every credential is listed once, and is not revoked before it was issued.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const seen = new Set<string>();
    for (const [index, { id, issued, revoked }] of (specIn(facts).api?.credentials ?? []).entries()) {
      const at = `/spec/api/credentials/${index}`;
      if (seen.has(id))
        yield { at: `${at}/id`, message: `"${id}" is listed twice`, help: "Give each credential a name of its own." };
      seen.add(id);
      if (revoked !== null && revoked < issued)
        yield {
          at: `${at}/revoked`,
          message: `"${id}" is revoked on ${revoked}, before it was issued on ${issued}`,
          help: "Correct one of the two days.",
        };
    }
  },
});
