// Grants, manifests and ballots name permissions; an id that vanishes would leave them speaking of nothing.

import type { Document } from "../../document/document.ts";
import type { PermissionRegistry } from "../../document/types.gen.ts";
import type { Landing } from "../../landing/landing.ts";
import { isClosed } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN010",
  name: "permission-id-lost",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-9.2.1", "PIP-4.3.1", "EIP-4.3.1"],
  summary: "A permission that was registered keeps its id, or is found under formerly.",

  *check(landing) {
    const before = landing.base.permissions?.value.spec.permissions ?? [];
    for (const { path, document } of registriesOf(landing)) {
      const { permissions } = (document.value as PermissionRegistry).spec;
      const known = new Set(permissions.flatMap(({ id, formerly }) => [id, ...formerly]));
      for (const old of before.flatMap(({ id, formerly }) => [id, ...formerly]))
        if (!known.has(old))
          yield {
            path,
            at: "/spec/permissions",
            part: "key",
            message: `${old} is not in the registry any more`,
            help: "Keep it. If it was renamed, list the old id under formerly of the new one.",
          };
    }
  },
});

/** The registry as the landing leaves it, and as open governance proposals would. */
function* registriesOf({ base, tree }: Landing): Generator<{ readonly path: string; readonly document: Document }> {
  if (tree.permissions !== null) yield tree.permissions;
  for (const subject of tree.subjects.values())
    for (const { path, target, document } of isClosed(base.subjects.get(subject.id)) ? [] : subject.carried)
      if (target === "governance/permissions.yaml" && document?.shaped && document.kind === "PermissionRegistry")
        yield { path, document };
}
