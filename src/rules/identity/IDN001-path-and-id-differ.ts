// A document is what its path says it is: one id, one place.

import { type Kind, kindAt } from "../../document/kinds.ts";
import { carriedPath, describedAt, subjectAt } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN001",
  name: "path-and-id-differ",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2", "PEP-2.1.1"],
  summary: "A document has the kind, the id and the subject that its path stands for.",
  kinds: "all",

  *check({ path, kind, id, texts }) {
    const place = carriedPath(path) ?? path;
    const expectedKind = kindAt(place);
    if (expectedKind !== null && expectedKind !== kind)
      yield {
        at: "/kind",
        message: `kind ${kind} does not belong at ${place}`,
        help: `Set kind: ${expectedKind}, or move the file.`,
      };
    else if (id !== null && id !== idAt(place))
      yield {
        at: "/metadata/id",
        message: `"${id}" is not the id of this place`,
        help: `Set id: ${idAt(place)}, or move the file.`,
      };
    const version = texts.find(({ at }) => at === "/spec/version");
    if (kind === "Release" && version !== undefined && version.text !== folderNameOf(place))
      yield {
        at: version.at,
        message: `this place is about version ${folderNameOf(place)}, not about ${version.text}`,
        help: `Set version: ${folderNameOf(place)}, or move the folder.`,
      };
    const folder = folders[kind];
    if (folder !== undefined) {
      const about = texts.find(({ at }) => at === "/spec/subject");
      const owner = place.split("/")[1] ?? "";
      if (about !== undefined && about.text.split("/")[0] !== owner)
        yield {
          at: about.at,
          message: `this place is about ${owner} and its integrations, not about ${about.text}`,
          help: `Move it to oversight/${about.text.split("/")[0]}/${folder}/.`,
        };
    }
    // Ballots and decisions are compared with their place where they are counted.
    if (!subjectTold.has(kind)) return;
    const subject = texts.find(({ at }) => at === "/spec/subject");
    if (subject !== undefined && subject.text !== subjectOf(place))
      yield {
        at: subject.at,
        message: `this place is about ${subjectOf(place)}, not about ${subject.text}`,
        help: `Set subject: ${subjectOf(place)}, or move the file.`,
      };
  },
});

/** Kinds of the oversight of a partner or component, with the folder they lie in. */
const folders: { readonly [kind in Kind]?: string } = {
  Transition: "lifecycle",
  Review: "reviews",
  Measurement: "measurements",
};

/** Kinds whose place alone says what they are about. */
const subjectTold: ReadonlySet<Kind> = new Set([
  "RiskAssessment",
  "Withdrawal",
  "IntegrationPlan",
  "Checkpoint",
  "MonitoringPlan",
  "Release",
]);

/** The id a path stands for. */
function idAt(path: string): string {
  const about = subjectOf(path);
  const namespace = /^oversight\/([^/]+)\/(?:reviews|measurements)\//.exec(path)?.[1];
  if (namespace !== undefined) return `${namespace}/${nameOf(path)}`;
  if (path.endsWith("/release.yaml")) return `${about}/${folderNameOf(path)}`;
  if (about === null) return path.endsWith("/partner.yaml") ? (path.split("/")[1] ?? "") : nameOf(path);
  return path === subjectAt(path)?.path || path.endsWith("/manifest.yaml") ? about : `${about}/${nameOf(path)}`;
}

/** What stands in whose folder a path lies, by its id: application, proposal, transition, integration, component; or null. */
function subjectOf(path: string): string | null {
  // A release is voted on, and says which integration or component it releases.
  const voted = path.endsWith("/release.yaml") ? null : subjectAt(path);
  return (voted ?? describedAt(path))?.id ?? null;
}

/** Name of the folder a file lies in. */
function folderNameOf(path: string): string {
  return path.split("/").at(-2) ?? "";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -".yaml".length);
}
