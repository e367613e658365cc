// A document is what its path says it is: one id, one place.

import { kindAt } from "../../document/kinds.ts";
import { carriedPath, subjectAt } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN001",
  name: "path-and-id-differ",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2", "PEP-2.1.1"],
  summary: "A document has the kind and the id that its path stands for.",
  kinds: "all",

  *check({ path, kind, id }) {
    const place = carriedPath(path) ?? path;
    const expectedKind = kindAt(place);
    if (expectedKind !== null && expectedKind !== kind)
      yield {
        at: "/kind",
        message: `${place} holds a ${expectedKind}, not a ${kind}`,
        help: `Set kind: ${expectedKind}, or move the file.`,
      };
    else if (id !== null && id !== idAt(place))
      yield {
        at: "/metadata/id",
        message: `"${id}" is not the id of this place`,
        help: `Set id: ${idAt(place)}, or move the file.`,
      };
  },
});

/** The id a path stands for. */
function idAt(path: string): string {
  const subject = subjectAt(path);
  if (subject !== null) return path === subject.path ? subject.id : `${subject.id}/${nameOf(path)}`;
  const integration = /^partners\/([^/]+)\/integrations\/([^/]+)\/([^/]+)$/.exec(path);
  if (integration !== null) {
    const id = `${integration[1]}/${integration[2]}`;
    return integration[3] === "manifest.yaml" ? id : `${id}/${nameOf(path)}`;
  }
  return path.endsWith("/partner.yaml") ? (path.split("/")[1] ?? "") : nameOf(path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -".yaml".length);
}
