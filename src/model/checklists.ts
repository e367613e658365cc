// The steps of an integration plan: a partner's integration and an ecosystem component each have their own.

import type { IntegrationPlan, Manifest } from "../document/types.gen.ts";

type Preparation = IntegrationPlan["spec"]["preparation"][number]["id"];
type Implementation = IntegrationPlan["spec"]["implementation"][number]["id"];

type StepId = Preparation | Implementation;

export interface Checklists {
  readonly preparation: readonly Preparation[];
  readonly implementation: readonly Implementation[];
}

/** The steps of a partner's integration (PIP-2.2, PIP-2.3, PIP-4), in the order of the specification. */
export const ofIntegrations: Checklists = {
  preparation: ["api-scaffolding", "workflow-configuration", "permission-mapping", "sandbox-setup"],
  implementation: [
    "development",
    "testing",
    "documentation",
    "versioned-endpoints",
    "contract-definitions",
    "validation-schemas",
    "audit-logging",
    "workflow-triggers",
    "workflow-handlers",
    "workflow-permissions",
    "workflow-fallback",
    "permission-definition",
    "permission-registry",
    "permission-validator",
    "ui-components",
    "export-tools",
    "data-processors",
  ],
};

/** The steps of an ecosystem component (EIP-2.2, EIP-2.3, EIP-4). */
const ofComponents: Checklists = {
  preparation: ["repository-setup", "api-scaffolding", "runtime-configuration", "permission-mapping"],
  implementation: [
    "development",
    "testing",
    "documentation",
    "module-folder",
    "api-routes",
    "service-layer",
    "types",
    "extension-runtime",
    "plugin-sandbox",
    "permission-definition",
    "permission-registry",
    "permission-validator",
    "versioned-endpoints",
    "contract-definitions",
    "validation-schemas",
  ],
};

/** The checklists of what a manifest describes: an integration's id has a slash, a component's has none. */
export function checklistsOf(id: string): Checklists {
  return id.includes("/") ? ofIntegrations : ofComponents;
}

/** Parts of a manifest that steps are about; `always`: whatever it is, this is done. */
type About = "always" | "api" | "workflows" | "permissions" | "extension" | "runtimes" | Surface;
type Surface = NonNullable<Manifest["extension"]>["surfaces"][number];

/**
 * What each step is about (PIP-2.2, PIP-2.3, PIP-4, EIP-2.2, EIP-2.3, EIP-4). A step without a part may or may not
 * arise, whatever the manifest holds: only some permissions are new, and only some components have routes of their own.
 */
const about: Readonly<Record<StepId, { readonly part?: About; readonly clauses: readonly string[] }>> = {
  development: { part: "always", clauses: ["PEP-2.6.1", "PIP-2.3.1", "EIP-2.3.1"] },
  testing: { part: "always", clauses: ["PEP-2.6.2", "PIP-2.3.2", "EIP-2.3.2"] },
  documentation: { part: "always", clauses: ["EPF-3.5.4", "PEP-2.6.3", "PIP-2.3.3", "EIP-2.3.3"] },
  "api-scaffolding": { part: "api", clauses: ["PIP-2.2.1", "EIP-2.2.2"] },
  "versioned-endpoints": { part: "api", clauses: ["PIP-4.1.1", "EIP-4.4.1"] },
  "contract-definitions": { part: "api", clauses: ["PIP-4.1.2", "EIP-4.4.2"] },
  "validation-schemas": { part: "api", clauses: ["PIP-4.1.3", "EIP-4.4.3"] },
  "audit-logging": { part: "api", clauses: ["PIP-4.1.4"] },
  "workflow-configuration": { part: "workflows", clauses: ["EPF-3.5.3", "PIP-2.2.2"] },
  "workflow-triggers": { part: "workflows", clauses: ["EPF-3.5.3", "PIP-4.2.1"] },
  "workflow-handlers": { part: "workflows", clauses: ["EPF-3.5.3", "PIP-4.2.2"] },
  "workflow-permissions": { part: "workflows", clauses: ["EPF-3.5.3", "PIP-4.2.3"] },
  "workflow-fallback": { part: "workflows", clauses: ["EPF-3.5.3", "PIP-4.2.4"] },
  "permission-mapping": { part: "permissions", clauses: ["PIP-2.2.3", "EIP-2.2.4"] },
  "permission-validator": { part: "permissions", clauses: ["PIP-4.3.3", "EIP-4.3.3"] },
  "sandbox-setup": { part: "extension", clauses: ["PIP-2.2.4"] },
  "extension-runtime": { part: "extension", clauses: ["EIP-4.2.1"] },
  "plugin-sandbox": { part: "extension", clauses: ["EIP-4.2.2"] },
  "runtime-configuration": { part: "runtimes", clauses: ["EIP-2.2.3"] },
  "ui-components": { part: "ui-component", clauses: ["PIP-4.4.1"] },
  "export-tools": { part: "export-tool", clauses: ["PIP-4.4.2"] },
  "data-processors": { part: "data-processor", clauses: ["PIP-4.4.3"] },
  "repository-setup": { part: "always", clauses: ["EIP-2.2.1"] },
  "module-folder": { part: "always", clauses: ["EIP-4.1.1"] },
  "api-routes": { clauses: ["EIP-4.1.2"] },
  "service-layer": { clauses: ["EIP-4.1.3"] },
  types: { clauses: ["EIP-4.1.4"] },
  "permission-definition": { clauses: ["PIP-4.3.1", "EIP-4.3.1"] },
  "permission-registry": { clauses: ["PIP-4.3.2", "EIP-4.3.2"] },
};

/** Every clause that asks for a step. */
export const stepClauses: readonly string[] = [...new Set(Object.values(about).flatMap(({ clauses }) => clauses))];

/** Those of the steps of which a manifest tells whether they arise. */
export const arisingClauses: readonly string[] = [
  ...new Set(Object.values(about).flatMap(({ part, clauses }) => (part === undefined ? [] : clauses))),
];

/** The clauses that ask for a step of an integration or a component. */
export function clausesOfStep(step: StepId, id: string): readonly string[] {
  const other = id.includes("/") ? "EIP-" : "PIP-";
  return about[step].clauses.filter((clause) => !clause.startsWith(other));
}

/** What of a manifest makes a step arise, a phrase; null where nothing does, or nobody can tell from the manifest. */
export function arisesFrom(step: StepId, spec: Manifest): string | null {
  const part = about[step].part;
  switch (part) {
    case undefined:
      return null;
    case "always":
      return "whatever is built";
    case "api":
      return spec.api === undefined ? null : "the manifest calls an API";
    case "workflows": {
      const ids = (spec.workflows ?? []).map(({ id }) => id);
      return ids.length === 0
        ? null
        : `the manifest has ${ids.length === 1 ? "workflow" : "workflows"} ${ids.join(", ")}`;
    }
    case "permissions":
      return spec.permissions.length === 0 ? null : "the manifest declares permissions";
    case "extension":
      return spec.extension === undefined ? null : "the manifest has an extension";
    case "runtimes":
      return spec.compatibility.runtimes.length === 0 ? null : "the manifest names runtimes";
    default:
      return spec.extension?.surfaces.includes(part) ? `the manifest has the surface ${part}` : null;
  }
}

/** Where what shows a step has to lie, from the folder of the manifest; any file will do for the others. */
const shownIn: Readonly<Partial<Record<StepId, readonly string[]>>> = {
  testing: ["evidence/", "checkpoints/", "docs/"],
  documentation: ["docs/"],
};

/** The folders of which one has to hold what shows a step, where some file there does not; null where all is well. */
export function wrongPlace(step: StepId, evidence: readonly string[]): readonly string[] | null {
  const folders = shownIn[step];
  if (folders === undefined || evidence.length === 0) return null;
  return evidence.some((path) => folders.some((folder) => path.startsWith(folder))) ? null : folders;
}
