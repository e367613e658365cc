// Plans and releases as their templates have them, and releases that were signed off.

import { fillTemplate } from "../../src/document/edit.ts";
import { checklistsOf } from "../../src/model/checklists.ts";
import { documentKinds, documentPath } from "../../src/model/documentation.ts";
import { pinsOf } from "../../src/model/pins.ts";
import { manifestFolder } from "../../src/model/places.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { bodies, decided, template, voted } from "./world.ts";

/**
 * The plan of an integration or component with the steps of its sort; `shown`: its manifest is the evidence of each, and
 * it is ready to be released: its signals are watched, and what its users have to know is written down.
 */
export function planned(files: Files, id: string, shown: boolean): Files {
  const steps = (ids: readonly string[]) => ids.map((step) => ({ id: step, evidence: shown ? ["manifest.yaml"] : [] }));
  const { preparation, implementation } = checklistsOf(id);
  const values = {
    "/metadata/id": `${id}/plan`,
    "/metadata/title": `Plan of ${id}`,
    "/spec/subject": id,
    "/spec/preparation": steps(preparation),
    "/spec/implementation": steps(implementation),
  };
  const folder = manifestFolder(id);
  const watched = { "/metadata/id": `${id}/monitoring`, "/spec/subject": id };
  return {
    ...files,
    ...(shown && { [`${folder}/monitoring.yaml`]: fillTemplate(template("monitoring"), watched), ...documented(id) }),
    [`${folder}/plan.yaml`]: fillTemplate(template("plan"), values),
  };
}

/** The documents that the playbook of an integration or component requires. */
function documented(id: string): Files {
  const kinds = documentKinds.filter(({ required, clauses }) => required && (id.includes("/") || clauses.component));
  return Object.fromEntries(
    kinds.map((kind) => [
      `${manifestFolder(id)}/${documentPath(kind)}`,
      `# The ${kind.title} of ${id}\n\nThis page tells ${kind.tells}. It was written for this version and is read again with each one that follows.\n`,
    ]),
  );
}

/** A release of a version that breaks nothing and fulfils nothing. */
export function released(files: Files, id: string, version: string): Promise<Files> {
  const values = {
    "/metadata/id": `${id}/${version}`,
    "/metadata/title": `${id} ${version}`,
    "/spec/subject": id,
    "/spec/version": version,
    "/spec/fulfils": [],
  };
  return pinned({ ...files, [pathOf(id, version)]: fillTemplate(template("release"), values) }, id, version);
}

/** A release with the digests of what it stands for as that is now. */
export async function pinned(files: Files, id: string, version: string): Promise<Files> {
  const pins = await pinsOf(memorySnapshot(files), manifestFolder(id));
  const values = { "/spec/pins": [...pins].map(([path, sha256]) => ({ path, sha256 })) };
  const path = pathOf(id, version);
  return { ...files, [path]: fillTemplate(String(files[path]), values) };
}

/** A subject that everybody approves, with its decision. */
export async function signedOff(files: Files, subject: string): Promise<Files> {
  let next = files;
  for (const person of Object.values(bodies).flat()) next = await voted(next, subject, person);
  return decided(next, subject);
}

function pathOf(id: string, version: string): string {
  return `${manifestFolder(id)}/releases/${version}/release.yaml`;
}
