// What the specification itself says of tiers, capabilities and access, whatever a policy or a registry says.

import type { CapabilityClass, Permission, Tier } from "../../document/types.gen.ts";

/** What the specification gives each tier at most, and the risk it sees in it at least (EPF-2), with the clauses of each. */
export const specifiedTiers: readonly (Pick<Tier, "id" | "types" | "write" | "inherentRisk"> & {
  /** The heading that says so. */
  readonly source: string;
  readonly clauses: Readonly<Record<"types" | "write" | "inherentRisk", readonly string[]>>;
})[] = [
  {
    id: 1,
    types: ["read"],
    write: "none",
    inherentRisk: "low",
    source: "EPF-2.1",
    clauses: {
      types: ["EPF-2.1.2", "EPF-2.1.3", "PIS-3.1.2", "PIS-3.1.3", "PIS-6.2.4"],
      write: ["EPF-2.1.3"],
      inherentRisk: ["EPF-2.1.4"],
    },
  },
  {
    id: 2,
    types: ["read", "write", "workflow"],
    write: "limited",
    inherentRisk: "medium",
    source: "EPF-2.2",
    clauses: { types: ["PIS-3.1.3", "PIS-6.2.4"], write: ["EPF-2.2.2"], inherentRisk: ["EPF-2.2.3"] },
  },
  {
    id: 3,
    types: ["read", "write", "workflow", "intelligence"],
    write: "full",
    inherentRisk: "high",
    source: "EPF-2.3",
    clauses: { types: [], write: [], inherentRisk: ["EPF-2.3.3"] },
  },
];

/** The first tier that has permissions of a type (EPF-2, PIS-6.2.4). */
export const lowestTier: Readonly<Record<Permission["type"], number>> = {
  read: 1,
  write: 2,
  workflow: 2,
  intelligence: 3,
};

/** The first tier that has advanced access, whatever the type (EPF-2.3.1). */
export const lowestAdvancedTier = 3;

/** The capabilities that the specification restricts or forbids, with the tier they begin at. */
export const specifiedCapabilities: readonly (Pick<CapabilityClass, "id" | "access" | "minimumTier"> & {
  /** The first is the one a message names. */
  readonly clauses: readonly string[];
})[] = [
  { id: "workflow-triggers", access: "allowed", minimumTier: 2, clauses: ["EPF-4.1.2", "EPF-2.1.2", "PIS-3.1.2"] },
  { id: "write-operations", access: "restricted", minimumTier: 2, clauses: ["EPF-4.2.1", "EPF-2.1.3", "PIS-3.2.1"] },
  {
    id: "advanced-permissions",
    access: "restricted",
    minimumTier: 3,
    clauses: ["EPF-2.3.1", "EPF-4.2.2", "PIS-3.2.2"],
  },
  {
    id: "predictive-workflows",
    access: "restricted",
    minimumTier: 3,
    clauses: ["EPF-4.2.3", "EPF-2.3.2", "PIS-3.2.3"],
  },
  { id: "intelligence-workflows", access: "restricted", minimumTier: 3, clauses: ["EPF-4.1.3", "PIS-3.1.3"] },
  {
    id: "direct-database-access",
    access: "forbidden",
    minimumTier: 1,
    clauses: ["EPF-4.3.1", "PIS-3.3.1", "PEP-8.3.1"],
  },
  { id: "raw-data-access", access: "forbidden", minimumTier: 1, clauses: ["EPF-4.3.2", "PEP-6.3.1"] },
  { id: "unbounded-permissions", access: "forbidden", minimumTier: 1, clauses: ["EPF-4.3.3"] },
  { id: "ungoverned-workflows", access: "forbidden", minimumTier: 1, clauses: ["EPF-4.3.4"] },
  { id: "internal-api-access", access: "forbidden", minimumTier: 1, clauses: ["PIS-3.3.2", "PEP-8.3.2"] },
  { id: "global-ui-overrides", access: "forbidden", minimumTier: 1, clauses: ["PEP-6.3.2"] },
];

type Access = CapabilityClass["access"];
const accesses: readonly Access[] = ["allowed", "restricted", "forbidden"];

/** True where an access lets in more than another one does. */
export function isMoreOpen(access: Access, than: Access): boolean {
  return accesses.indexOf(access) < accesses.indexOf(than);
}

/** True for a capability that a policy opens further than the specification does. */
export function isBeyondSpecified({ id, access, minimumTier }: CapabilityClass): boolean {
  const limit = specifiedCapabilities.find((one) => one.id === id);
  if (limit === undefined) return false;
  return isMoreOpen(access, limit.access) || (access !== "forbidden" && minimumTier < limit.minimumTier);
}

/** A capability that the specification allows, with the last tier it may begin at; null where the specification names none. */
export interface Allowance {
  readonly id: string;
  /** The strictest it may be: restricted where the specification restricts it too, or names no tier and the bodies may look first. */
  readonly access: Access;
  readonly beginsBy: number | null;
  readonly clauses: readonly string[];
}

/** What the specification allows, so that no policy takes it away (EPF-4.1, PIS-3.1, PIS-5.1, PEP-6.1, PEP-8.1). */
export const allowances: readonly Allowance[] = [
  {
    id: "read-only-access",
    access: "allowed",
    beginsBy: 1,
    clauses: ["EPF-2.1.1", "EPF-4.1.1", "PIS-3.1.1", "PEP-6.1.1", "PEP-8.1.1"],
  },
  {
    id: "workflow-triggers",
    access: "allowed",
    beginsBy: 2,
    clauses: ["EPF-2.2.1", "EPF-4.1.2", "PIS-3.1.2", "PEP-6.1.2", "PEP-8.1.2"],
  },
  { id: "intelligence-workflows", access: "restricted", beginsBy: 3, clauses: ["EPF-4.1.3", "PIS-3.1.3"] },
  { id: "ui-components", access: "restricted", beginsBy: null, clauses: ["PIS-5.1.1", "PEP-6.1.3", "PEP-8.1.3"] },
  { id: "export-tools", access: "restricted", beginsBy: null, clauses: ["PIS-5.1.2"] },
  { id: "data-processors", access: "restricted", beginsBy: null, clauses: ["PIS-5.1.3"] },
];

/** The types of permissions that each tier is there for (EPF-2); writes are restricted, and the bodies may give none. */
export const typesPromised: readonly {
  readonly tier: number;
  readonly type: Permission["type"];
  readonly clause: string;
}[] = [
  { tier: 1, type: "read", clause: "EPF-2.1.1" },
  { tier: 2, type: "workflow", clause: "EPF-2.2.1" },
  { tier: 3, type: "intelligence", clause: "PIS-3.1.3" },
];
