// Permissions of the restricted kinds, and the capabilities that open them.

import type { Permission } from "../../document/types.gen.ts";

/** What a permission takes beside its grant: of each list one capability. Nothing for what is not restricted by its kind. */
export function capabilitiesFor({ type, limited, advanced }: Permission): string[][] {
  return [
    // Exports are the limited writes that an export tool is there for.
    ...(type === "write" ? [limited ? ["write-operations", "export-tools"] : ["write-operations"]] : []),
    ...(type === "intelligence" ? [["intelligence-workflows", "predictive-workflows"]] : []),
    ...(advanced ? [["advanced-permissions"]] : []),
  ];
}
