// Who calls an API for its users holds a key of its own, and the record knows which.

import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API016",
  name: "credential-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.5.1"],
  summary: "A partner's integration that calls an API lists a credential in force when a version of it is released.",

  // Asked of a release that comes in, so that a key which has leaked can always be revoked.
  *check({ base, tree, asOf }) {
    const coming = new Set(
      [...tree.releases].flatMap(([id, { value }]) => (base.releases.has(id) ? [] : [value.spec.subject])),
    );
    for (const { id, path, value } of manifestsOf(tree)) {
      const { api } = value.spec;
      // Components are the platform's own: what they call they call from inside.
      if (!coming.has(id) || !id.includes("/") || api === undefined || api.calls.length === 0) continue;
      if (!api.credentials.some(({ issued, revoked }) => issued <= asOf && (revoked === null || revoked > asOf)))
        yield {
          path,
          at: "/spec/api/credentials",
          message: `${id} is released, and lists no credential in force that it calls ${api.calls[0]?.api} with`,
          help: "List it by reference, never the secret: { id: acme-prod, issued: 2026-01-10, revoked: null }.",
        };
    }
  },
});
