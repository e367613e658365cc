// What the specification itself says of tiers, capabilities and access, whatever a policy or a registry says.

import type { CapabilityClass, Permission, Tier } from "../../document/types.gen.ts";

/** What the specification gives each tier at most, and the risk it sees in it at least (EPF-2). */
export const specifiedTiers: readonly (Pick<Tier, "id" | "types" | "write" | "inherentRisk"> & {
  readonly clause: string;
})[] = [
  { id: 1, types: ["read"], write: "none", inherentRisk: "low", clause: "EPF-2.1" },
  { id: 2, types: ["read", "write", "workflow"], write: "limited", inherentRisk: "medium", clause: "EPF-2.2" },
  {
    id: 3,
    types: ["read", "write", "workflow", "intelligence"],
    write: "full",
    inherentRisk: "high",
    clause: "EPF-2.3",
  },
];

/** The first tier that has permissions of a type (EPF-2, PIS-6.2.4). */
export const lowestTier: Readonly<Record<Permission["type"], number>> = {
  read: 1,
  write: 2,
  workflow: 2,
  intelligence: 3,
};

/** The capabilities that the specification restricts or forbids, with the tier they begin at. */
export const specifiedCapabilities: readonly (Pick<CapabilityClass, "id" | "access" | "minimumTier"> & {
  readonly clause: string;
})[] = [
  { id: "workflow-triggers", access: "allowed", minimumTier: 2, clause: "EPF-4.1.2" },
  { id: "write-operations", access: "restricted", minimumTier: 2, clause: "EPF-4.2.1" },
  { id: "advanced-permissions", access: "restricted", minimumTier: 1, clause: "EPF-4.2.2" },
  { id: "predictive-workflows", access: "restricted", minimumTier: 3, clause: "EPF-4.2.3" },
  { id: "intelligence-workflows", access: "restricted", minimumTier: 3, clause: "EPF-4.1.3" },
  { id: "direct-database-access", access: "forbidden", minimumTier: 1, clause: "EPF-4.3.1" },
  { id: "raw-data-access", access: "forbidden", minimumTier: 1, clause: "EPF-4.3.2" },
  { id: "unbounded-permissions", access: "forbidden", minimumTier: 1, clause: "EPF-4.3.3" },
  { id: "ungoverned-workflows", access: "forbidden", minimumTier: 1, clause: "EPF-4.3.4" },
  { id: "internal-api-access", access: "forbidden", minimumTier: 1, clause: "PIS-3.3.2" },
  { id: "global-ui-overrides", access: "forbidden", minimumTier: 1, clause: "PEP-6.3.2" },
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
