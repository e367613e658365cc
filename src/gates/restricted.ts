// What a permission takes beside its grant: a tier that may have it, and the capabilities that open its kind.

import type { Permission, Tier } from "../document/types.gen.ts";
import type { Model } from "../model/model.ts";

/** Of each list one capability is needed. Nothing for what is not restricted by its kind (EPF-4.2, PIS-3.2, PEP-6.2, PEP-8.2). */
function capabilitiesFor({ type, limited, advanced }: Permission): string[][] {
  return [
    // Exports are the limited writes that an export tool is there for.
    ...(type === "write" ? [limited ? ["write-operations", "export-tools"] : ["write-operations"]] : []),
    ...(type === "intelligence" ? [["intelligence-workflows", "predictive-workflows"]] : []),
    ...(advanced ? [["advanced-permissions"]] : []),
  ];
}

/** The lists of capabilities of which none is held, each with only those that the policy has. */
export function missingCapabilities(permission: Permission, held: ReadonlySet<string>, { policy }: Model): string[][] {
  const lacking = capabilitiesFor(permission).filter((needed) => !needed.some((id) => held.has(id)));
  if (lacking.length === 0) return lacking;
  const known = new Set(policy?.value.spec.capabilities.map(({ id }) => id));
  return lacking.map((needed) => needed.filter((id) => known.has(id))).filter((needed) => needed.length > 0);
}

/** Why a permission is none for a tier, a phrase that follows its id; null where it may have it (EPF-2, PIS-6.2.4). */
export function tooHigh({ minimumTier, type, limited }: Permission, tier: number, { policy }: Model): string | null {
  if (minimumTier > tier) return `begins at tier ${minimumTier}`;
  const found: Tier | undefined = policy?.value.spec.tiers.find(({ id }) => id === tier);
  if (found === undefined) return null;
  if (!found.types.includes(type)) return `is a ${type} permission, which tier ${tier} does not have`;
  return type === "write" && found.write === "limited" && !limited
    ? `is not one of the limited writes of tier ${tier}`
    : null;
}
