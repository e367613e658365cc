// What a governance proposal lists and what it carries are the same files, and governed ones.

import { isClosed } from "../../model/model.ts";
import { governed, zoneOf } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL009",
  name: "carried-files-differ",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-3.4.1", "PEP-3.4.2", "PEP-3.4.3"],
  summary:
    "A governance proposal lists exactly the governed files that its changes/ folder carries or that it deletes.",

  *check({ subjects }) {
    for (const subject of subjects.values()) {
      if (subject.proposal === null || subject.namespace !== "governance" || isClosed(subject)) continue;
      const { path, value } = subject.proposal;
      const changes = value.spec.changes ?? [];
      const listed = new Set(changes.map((change) => change.path));
      for (const [index, change] of changes.entries()) {
        const at = `/spec/changes/${index}/path`;
        const carries = subject.carried.some(({ target }) => target === change.path);
        if (zoneOf(change.path) !== governed)
          yield {
            path,
            at,
            message: `${change.path} is not a governed path`,
            help: "Change it in a landing of its own zone.",
          };
        else if (carries === (change.delete === true))
          yield {
            path,
            at,
            message: carries
              ? `${change.path} is to be deleted and is carried too`
              : `changes/ does not hold ${change.path}`,
            help: carries
              ? "Remove the file from changes/, or delete: true from the list."
              : `Add ${subject.directory}/changes/${change.path}, or say delete: true.`,
          };
      }
      for (const { path: file, target } of subject.carried)
        if (!listed.has(target))
          yield {
            path: file,
            message: `${subject.id} does not list ${target} among its changes`,
            help: "List it under spec.changes with the digest it replaces, or remove the file.",
          };
    }
  },
});
