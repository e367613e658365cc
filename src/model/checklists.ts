// The steps of an integration plan: a partner's integration and an ecosystem component each have their own.

import type { IntegrationPlan } from "../document/types.gen.ts";

type Preparation = IntegrationPlan["spec"]["preparation"][number]["id"];
type Implementation = IntegrationPlan["spec"]["implementation"][number]["id"];

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
