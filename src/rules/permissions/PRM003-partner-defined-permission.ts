// Permissions are the platform's words; a partner does not coin its own.

import { didYouMean } from "../../document/suggest.ts";
import { factsOf } from "../../model/facts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM003",
  name: "partner-defined-permission",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.2.3", "PIS-6.3.3", "PIP-4.3.2", "PIP-4.3.1", "EIP-4.3.1", "EIP-4.3.2"],
  summary: "Every permission is one of the registry's.",

  *check({ permissions, documents }) {
    if (permissions === null) return;
    const entries = permissions.value.spec.permissions;
    const known = new Set(entries.flatMap(({ id, formerly }) => [id, ...formerly]));
    for (const document of documents.values()) {
      if (!document.shaped) continue;
      for (const { id, at, declared } of document.kind === "PermissionRegistry" ? [] : factsOf(document).permissions) {
        // Wildcards are PRM002's, and what is used but not declared is PRM001's.
        if (known.has(id) || id.includes("*") || !declared) continue;
        yield {
          path: document.path,
          at,
          message: `"${id}" is not in the permission registry`,
          help:
            didYouMean(id, known) ??
            "Use a permission of governance/permissions.yaml; new ones take a governance proposal.",
        };
      }
    }
  },
});
