// Plans and releases as their templates have them, and releases that were signed off.

import { parse } from "yaml";
import { fillTemplate } from "../../src/document/edit.ts";
import type { Manifest } from "../../src/document/types.gen.ts";
import { checklistsOf } from "../../src/model/checklists.ts";
import { checkpointsFor, checksOf } from "../../src/model/checkpoints.ts";
import { documentKinds, documentPath } from "../../src/model/documentation.ts";
import { pinsOf } from "../../src/model/pins.ts";
import { manifestFolder } from "../../src/model/places.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { bodies, decided, template, voted } from "./world.ts";

/**
 * The plan of an integration or component with the steps of its sort; `shown`: its manifest is the evidence of each, a
 * page that of tests and documents, and it is ready to be released: its signals are watched, and what its users have to know is written down.
 */
export function planned(files: Files, id: string, shown: boolean): Files {
  const written = new Set(["testing", "documentation"]);
  const shownBy = (step: string) => (written.has(step) ? "docs/integration-guide.md" : "manifest.yaml");
  const steps = (ids: readonly string[]) => ids.map((step) => ({ id: step, evidence: shown ? [shownBy(step)] : [] }));
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
    ...(shown && {
      [`${folder}/monitoring.yaml`]: fillTemplate(template("monitoring"), watched),
      ...documented(files, id),
    }),
    [`${folder}/plan.yaml`]: fillTemplate(template("plan"), values),
  };
}

/** The documents that the playbook of an integration or component requires. */
function documented(files: Files, id: string): Files {
  const manifest = String(files[`${manifestFolder(id)}/manifest.yaml`] ?? template("integration"));
  const { api, workflows } = (parse(manifest)?.spec ?? {}) as Partial<Manifest>;
  const named = [...(api?.calls ?? []).map(({ operation }) => operation), ...(workflows ?? []).map((one) => one.id)];
  const kinds = documentKinds.filter(({ required, clauses }) => required && (id.includes("/") || clauses.component));
  return Object.fromEntries(
    kinds.map((kind) => [
      `${manifestFolder(id)}/${documentPath(kind)}`,
      `# The ${kind.title} of ${id}\n\nThis page tells ${kind.tells}. It was written for this version and is read again with each one that follows.\n\nIt is about: ${[...new Set(named)].join(", ")}\n`,
    ]),
  );
}

const evidence = {
  "evidence/tests.xml": `<testsuites><testsuite name="all" timestamp="2026-11-20T09:00:00Z" tests="1" failures="0" errors="0" skipped="0">
  <testcase classname="all" name="does what it should and no more"/>
</testsuite></testsuites>
`,
  "evidence/scan.json": JSON.stringify({
    results: [
      {
        source: { path: "package-lock.json", type: "lockfile" },
        packages: [{ package: { name: "yaml", version: "2.9.1", ecosystem: "npm" } }],
      },
    ],
  }),
};

const holders: { readonly [name: string]: string } = {
  "compatibility-review": "ada",
  "workflow-review": "erin",
  "lifecycle-review": "erin",
  "sustainability-review": "lee",
};

/** Every review and every validation of a version, all passed and shown on the day the sample stands on. */
export function checked(files: Files, id: string, version: string): Files {
  const folder = manifestFolder(id);
  const next: { [path: string]: Files[string] } = { ...files };
  for (const [path, content] of Object.entries(evidence)) next[`${folder}/${path}`] = content;
  for (const name of checkpointsFor(id)) {
    const checks = checksOf(name, id);
    const scanned = checks.filter((check) => check === "vulnerability-scan");
    const tested = checks.filter((check) => check !== "vulnerability-scan");
    const entry = (path: keyof typeof evidence, format: string, proves: readonly string[]) => ({
      path,
      sha256: `sha256:${sha256Hex(evidence[path])}`,
      format,
      tool: null,
      produced: "2026-11-20",
      validUntil: "2026-12-20",
      proves,
      says: "All is well.",
    });
    const values = {
      "/metadata/id": `${id}/${name}`,
      "/metadata/title": `${name} of ${id} ${version}`,
      "/spec/subject": id,
      "/spec/version": version,
      "/spec/checkpoint": name,
      "/spec/held": "2026-11-20",
      "/spec/by": [holders[name] ?? "sal"],
      "/spec/result": "passed",
      "/spec/evidence": [
        ...(tested.length > 0 ? [entry("evidence/tests.xml", "junit", tested)] : []),
        ...(scanned.length > 0 ? [entry("evidence/scan.json", "osv", scanned)] : []),
      ],
    };
    next[`${folder}/checkpoints/${name}.yaml`] = fillTemplate(template("checkpoint"), values);
  }
  return next;
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
