// Who calls an API for its users holds a key of its own, and the record knows which.

import { credentialLack } from "../../gates/sign-off.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API016",
  name: "credential-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-3.5.1"],
  summary:
    "A partner's integration that calls an API lists a credential in force when a version of it is filed and signed off.",

  // Asked of a release that comes in and of one that is signed off, so that a key which has leaked can always be revoked.
  *check({ base, tree, asOf, decisions }) {
    const coming = new Set(
      [...tree.releases].flatMap(([id, { value }]) => (base.releases.has(id) ? [] : [value.spec.subject])),
    );
    for (const { subject, file } of decisions)
      if (subject.release !== null && file.value.spec.outcome === "approved")
        coming.add(subject.release.value.spec.subject);
    for (const manifest of manifestsOf(tree)) {
      const lack = coming.has(manifest.id) ? credentialLack(manifest, asOf) : null;
      if (lack !== null) yield { path: lack.path, at: lack.at, message: lack.message, help: lack.help };
    }
  },
});
