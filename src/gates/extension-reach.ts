// What an extension may do: which surfaces its owner may use, and which permissions take a capability granted by name.

import type { CapabilityClass, Permission } from "../document/types.gen.ts";
import type { Envelope } from "./decision.ts";

/** What nobody may put an interface into, whatever the policy says (PIS-5.3). */
export const refusedSurfaces: ReadonlySet<string> = new Set(["global-ui", "navigation"]);

/** The capability of each surface that may be used at all. */
const capabilityOf: ReadonlyMap<string, string> = new Map([
  ["ui-component", "ui-components"],
  ["export-tool", "export-tools"],
  ["data-processor", "data-processors"],
]);

/**
 * Why an owner may not use a surface: `ui-component needs ui-components, which begins at tier 2, and acme has tier 1`
 * (PIS-5.1); null where it may, and for a surface that is refused to everybody.
 */
export function surfaceRefusal(
  surface: string,
  classes: readonly CapabilityClass[],
  envelope: Envelope,
  owner: string,
): string | null {
  const capability = classes.find(({ id }) => id === capabilityOf.get(surface));
  const why = capability === undefined ? null : refusal(capability, envelope, owner);
  return why === null ? null : `${surface} needs ${capability?.id}, which ${why}`;
}

function refusal(
  { id, access, minimumTier }: CapabilityClass,
  { tier, capabilities }: Envelope,
  owner: string,
): string | null {
  if (access === "forbidden") return "the policy forbids";
  // Who was granted nothing may declare nothing, and PRM010 says so.
  if (tier === null) return null;
  if (tier < minimumTier) return `begins at tier ${minimumTier}, and ${owner} has tier ${tier}`;
  return access === "restricted" && !capabilities.has(id) ? `is restricted and was not granted to ${owner}` : null;
}

/**
 * The capabilities of which an extension lacks one to use a permission (PIS-5.2); empty where it lacks none, and the first
 * is the one to ask for.
 */
export function missingCapabilities(
  permission: Pick<Permission, "type" | "limited">,
  { capabilities }: Envelope,
): readonly string[] {
  const needed = capabilitiesFor(permission);
  return needed.some((capability) => capabilities.has(capability)) ? [] : needed;
}

/** Any one of these lets an extension use the permission; none is needed where the list is empty. */
function capabilitiesFor({ type, limited }: Pick<Permission, "type" | "limited">): string[] {
  if (type === "workflow") return ["workflow-triggers"];
  if (type !== "write") return [];
  // Exports are the limited writes that an export tool is there for.
  return limited ? ["write-operations", "export-tools"] : ["write-operations"];
}
